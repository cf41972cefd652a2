/**
 * A modified client: a member's keys, files and links, without the checks of the honest one. It seals what it likes,
 * under whatever heads, key, date and place in a log, and hands it to its own relay link or straight to somebody, as
 * a relay in league with it would.
 */
import { toGovernanceEnvelope } from '../../src/client/community/governance-state.ts';
import { noChanges } from '../../src/client/index.ts';
import {
  type Envelope,
  type EnvelopePlace,
  envelopesToSegment,
  type LogOpening,
  logIdOf,
  opIdOf,
  type Segment,
  sealEnvelope,
} from '../../src/crypto/index.ts';
import type { TrailEntry } from '../../src/governance/index.ts';
import {
  channelStream,
  type EnvelopeContent,
  type EpochId,
  type GovernanceOp,
  governanceStream,
  type MessageId,
  type Operation,
  opToMessageId,
  type Stream,
} from '../../src/model/index.ts';
import type { Received } from '../../src/sync/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from '../sim/circle.ts';

export type Circle = Awaited<ReturnType<typeof createCircle<['ada', 'bo', 'chae']>>>;

/** Ada founded it; Bo has the modified client; Chae is a member who does nothing. */
export const createVictims = async () => {
  const world = await createCircle(['ada', 'bo', 'chae']);
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  return {
    world,
    ada,
    bo,
    chae,
    rogue: createRogue(world, bo),
    [Symbol.dispose]: () => world[Symbol.dispose](),
  };
};

export type Forged = {
  readonly envelope: Envelope;
  readonly opening: LogOpening;
  readonly content: EnvelopeContent;
  readonly id: MessageId;
};

type Change = Partial<EnvelopePlace> & {
  /** Of a log of its own. */
  readonly nonce?: Uint8Array;
  readonly ms?: number;
};

export const createRogue = (world: Circle, one: Installation) => {
  const open = () => world.home(one);

  /** Sealed and signed, and not yet given to anyone. */
  const seal = (
    stream: Stream,
    ops: readonly Operation[],
    { nonce, ms = open().core.clock.now(), ...change }: Change = {},
  ): Forged => {
    const { core, writer } = open();
    const { store, suite, device, governance, keys } = core;
    const started = nonce === undefined ? null : { device: device.device, nonce };
    const log = change.log ?? (started === null ? writer.log() : logIdOf(suite, started));
    const opening = started ?? store.opening(log);
    const epoch: EpochId | undefined = change.epoch ?? governance.current().epochs.at(-1)?.id;
    const epochKey = change.epochKey ?? (epoch && keys.get(epoch));
    if (!opening || !epoch || !epochKey) throw new Error('can not be forged');
    const chain = store.chain(stream, log);
    const content = { time: { ms, counter: 0 }, ops };
    const sealed = {
      community: world.community,
      stream,
      log,
      number: chain?.length ?? 0,
      previous: chain?.head ?? null,
      epoch,
      epochKey,
      cites: governance.current().heads,
      deviceSecretKey: device.signing.secretKey,
      ...change,
      content,
    };
    const envelope = sealEnvelope(suite, sealed);
    return { envelope, opening, content, id: opToMessageId(opIdOf(suite, stream, log, sealed.number, 0)) };
  };

  /** Into the own files, where nothing judges it, and out through the own link; each after the one before. */
  const publishAll = async (forged: readonly Forged[]): Promise<void> => {
    const { core, inbound, engine } = open();
    const { store, governance, device } = core;
    await world.settled(
      core.committer.commit(() => {
        for (const { envelope, opening, content } of forged) {
          const { stream, log } = envelope.header;
          store.append([
            { stream, log, opening, items: [{ envelope, content: { kind: 'opened', content } }] },
          ]);
          if (stream.kind === 'governance')
            governance.absorb([toGovernanceEnvelope(envelope, device.device, content)]);
        }
        inbound.settle(noChanges());
      }),
    );
    for (const { header } of forged.map(({ envelope }) => envelope))
      engine.appended(header.stream, header.log);
    await world.run(20_000);
  };
  const publish = (forged: Forged): Promise<void> => publishAll([forged]);

  return {
    seal,
    publish,
    publishAll,
    say: async (op: Operation, change: Change = {}): Promise<MessageId> => {
      const forged = seal(channelStream(world.channel), [op], change);
      await publish(forged);
      return forged.id;
    },
    act: async (op: GovernanceOp, change: Change = {}): Promise<void> =>
      publish(seal(governanceStream, [op], change)),
  };
};

/** What a relay that keeps no rules hands to somebody: what became of it there. */
export const deliver = async (
  world: Circle,
  to: Installation,
  segment: Segment,
): Promise<Received['kind']> => {
  const { core, inbound } = world.home(to);
  const received = await world.settled(core.committer.commit(() => inbound.receive(segment, noChanges())));
  if (!received.ok) throw new Error('not committed');
  return received.value.kind;
};

export const toSegment = ({ envelope, opening }: Forged): Segment =>
  envelopesToSegment([envelope], { opening, previous: envelope.header.previous });

/** The honest ones see the same, byte for byte, in channels and in governance. */
export const sameEverywhere = (world: Circle, ...people: readonly Installation[]): boolean => {
  const dumps = people.map((one) => {
    const { core } = world.home(one);
    return `${core.store.projectionDump()}${core.governance.current().heads.join()}`;
  });
  return new Set(dumps).size === 1;
};

/** What the record says of acts that don't count: whose, which, and why. */
export const culprits = (world: Circle, reader: Installation) =>
  world
    .home(reader)
    .core.governance.trail()
    .entries.flatMap(({ by, account, refusal }: TrailEntry) =>
      refusal === null ? [] : [{ by, kind: account.kind, reason: refusal.reason }],
    );

const everything = { by: null, kinds: [], target: null, fromMs: null, untilMs: null, counts: null } as const;

/** What the record says beyond acts: split logs, and words that count for nobody. */
export const warnings = (world: Circle, reader: Installation) => {
  const page = world.home(reader).queries.auditPage(everything, null, 1);
  if (!page.ok) throw new Error('may not see the record');
  const { forks, rejected } = page.value;
  return {
    forks: forks.map(({ author }) => author.member),
    rejected: rejected.map(({ author, what, count }) => ({ by: author.member, what, count })),
  };
};
