/**
 * One seed, from an empty relay to the verdict: five installations and a relay in simulated time, random
 * acts under random faults, then good weather until all agree, or none at all (`unbounded`). Everything is
 * decided by the seed.
 */
import type { CipherSuite } from '../../src/crypto/index.ts';
import { createSuite } from '../../src/crypto/index.ts';
import type { CommunityId } from '../../src/model/index.ts';
import type { SqlRow } from '../../src/ports/index.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { createAgreement } from './agreement.ts';
import { checkRestart, checkSafety } from './checker.ts';
import { createDice } from './dice.ts';
import type { Durability } from './disk.ts';
import { createFaultLog, type FaultName } from './faults.ts';
import { createHistory } from './history.ts';
import { createInstallation, type Installation } from './installation.ts';
import { createNetwork, type Network } from './network.ts';
import { createPairLinks } from './pair-links.ts';
import { createPeople } from './people.ts';
import { createSimRelay } from './relay.ts';
import { createRememberedVerdicts } from './remembered-verdicts.ts';
import { createTimeline } from './timeline.ts';
import { createTrace } from './trace.ts';
import { createStorm } from './weather.ts';

/** Bugs put in on purpose, to see that the checker finds them. */
export type Mutant =
  /** Disks acknowledge what they never stored. */
  | 'no-durability'
  /** Every signature passes. */
  | 'no-signatures'
  /** What stands on a message depends on the order of arrival. */
  | 'order-dependent'
  /** A relay stores again what it holds. */
  | 'no-dedupe';

export type WorldOptions = {
  readonly seed: number;
  readonly acts?: number;
  readonly faults?: number;
  /** Direct links that are made. */
  readonly meetings?: number;
  /** The relay changes segments on their way out while the storm lasts. */
  readonly forgingRelay?: boolean;
  /** Faults that never end and no good weather: only safety is judged, as nobody can be asked to agree. */
  readonly unbounded?: boolean;
  readonly mutant?: Mutant | null;
};

export type WorldResult = {
  readonly seed: number;
  /** Broken promises; none in a good run. */
  readonly broken: readonly string[];
  readonly traceHash: string;
  readonly traceTail: readonly string[];
  readonly faults: ReadonlyMap<FaultName, number>;
  readonly acts: { readonly acknowledged: number; readonly refused: number; readonly open: number };
  /** Simulated milliseconds from good weather to agreement; null when there was none. */
  readonly agreedAfterMs: number | null;
};

const start = Date.UTC(2026, 0, 1);
const stormMs = 60_000;
/** The longest that a fault lasts, and a little. */
const calmMs = 25_000;
const names = ['ada', 'bo', 'chae', 'dan', 'eun'] as const;

const forgetOrder = (sql: string, rows: readonly SqlRow[]): readonly SqlRow[] =>
  sql.includes('FROM act WHERE target')
    ? rows.map((row) => ({ ...row, position: new Uint8Array(22) }))
    : rows;

export const runWorld = async (options: WorldOptions): Promise<WorldResult> => {
  const { seed, mutant = null } = options;
  const broken: string[] = [];
  const onError = (what: string): void => void (broken.length < 50 && broken.push(what));
  const onRejection = (reason: unknown): void =>
    onError(
      `unhandled rejection: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
    );
  process.on('unhandledRejection', onRejection);

  const dice = createDice(`world ${seed}`);
  const timeline = createTimeline(start);
  const trace = createTrace();
  const faults = createFaultLog();
  const history = createHistory();
  const remembered = createRememberedVerdicts();
  const relay = createSimRelay(
    remembered(await createSuite(createSeededRandom(`${seed} relay`))),
    mutant !== 'no-dedupe',
  );
  const wires = createNetwork({ timeline, dice: createDice(`network ${seed}`), trace, faults, relay });
  const pairs = createPairLinks({ timeline, dice: createDice(`pairs ${seed}`), trace, faults });
  const network: Network = {
    ...wires,
    drop: (name) => wires.drop(name) + pairs.drop(name),
    bury(name) {
      wires.bury(name);
      pairs.bury(name);
    },
  };
  const toSuite = (suite: CipherSuite): CipherSuite =>
    mutant === 'no-signatures' ? { ...suite, verify: () => true } : remembered(suite);
  const toDurability = (index: number): Durability =>
    mutant === 'no-durability' ? 'lying' : index % 2 === 0 ? 'commit' : 'persist';
  const installations: Installation[] = [];
  for (const [index, name] of names.entries())
    installations.push(
      await createInstallation({
        name,
        seed: String(seed),
        timeline,
        network,
        dice: createDice(`disk ${seed} ${name}`),
        durability: toDurability(index),
        toSuite,
        filter: mutant === 'order-dependent' ? forgetOrder : undefined,
        onError,
      }),
    );

  const runUntil = async (time: number): Promise<void> => {
    for (;;) {
      try {
        if (!(await timeline.step(time))) return;
      } catch (thrown) {
        onError(
          `a handler threw ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
        );
      }
    }
  };
  /** Runs time on until the promise is settled. */
  const finish = async <T>(promise: Promise<T>): Promise<T> => {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    promise.then(mark, mark);
    for (let i = 0; i < 1000 && !settled; i++) await runUntil(timeline.now() + 10);
    return promise;
  };
  const value = <T>(
    outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
  ): T => {
    if (!outcome.ok) throw new Error(`the world could not be set up: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  };

  try {
    const [founder] = installations;
    for (const installation of installations) {
      await finish(installation.start());
      const client = installation.client();
      if (!client) throw new Error('an installation did not start');
      value(await finish(client.createProfile({ name: installation.name, colour: 'pine' })));
      const profile = client.profile();
      if (profile) history.nameMember(installation.name, profile.member);
    }
    const ada = founder?.client();
    if (!ada) throw new Error('no founder');
    const founded = value(await finish(ada.createCommunity('World')));
    const id: CommunityId = founded.community;
    const home = ada.community(id);
    if (!home) throw new Error('no community');
    const invite = value(await finish(home.commands.createInvite({ maxAgeMs: null, maxUses: null })));

    const people = createPeople({
      dice,
      trace,
      history,
      community: id,
      inviteLink: invite.link,
      pairs,
      onError,
    });
    const storm = createStorm({
      timeline,
      dice: createDice(`storm ${seed}`),
      trace,
      faults,
      network,
      relay,
      people,
      installations,
      unbounded: options.unbounded === true,
      onStarted(installation) {
        const store = installation.community(id)?.core.store;
        if (store)
          for (const what of checkRestart(history, installation.name, store.projectionDump())) onError(what);
      },
    });

    const from = timeline.now();
    relay.forge(options.forgingRelay === true);
    for (const installation of installations.slice(1))
      timeline.at(from + dice.between(0, 20_000), () => people.join(installation));
    for (let i = 0; i < (options.acts ?? 40); i++) {
      const who = dice.pick(installations);
      timeline.at(from + dice.between(0, stormMs), () => people.act(who));
    }
    for (let i = 0; i < (options.meetings ?? 4); i++)
      timeline.at(from + dice.between(15_000, stormMs), () =>
        people.meet(dice.pick(installations), dice.pick(installations)),
      );
    for (let i = 0; i < (options.faults ?? 12); i++)
      timeline.at(from + dice.between(2_000, stormMs), () => storm.strike());
    await runUntil(from + stormMs + calmMs);

    if (!options.unbounded) {
      storm.heal();
      await runUntil(timeline.now() + 1_000);
      for (const installation of installations) people.join(installation);
      await runUntil(timeline.now() + 1_000);
    }

    const agreement = createAgreement({ timeline, runUntil, installations, history, community: id });
    const agreedAfterMs = options.unbounded ? null : await agreement.reach(people);
    const views = agreement.views();
    broken.push(...(options.unbounded ? checkSafety(history, views) : agreement.judge()));
    for (const view of views) trace.note(view.name, view.projections, view.governance);
    const count = (state: 'acknowledged' | 'refused' | 'open'): number =>
      history.entries.filter((entry) => entry.state === state).length;
    const result: WorldResult = {
      seed,
      broken,
      traceHash: trace.hash(),
      traceTail: trace.tail(),
      faults: faults.counts(),
      acts: { acknowledged: count('acknowledged'), refused: count('refused'), open: count('open') },
      agreedAfterMs,
    };
    return result;
  } finally {
    for (const installation of installations) installation.crash();
    process.off('unhandledRejection', onRejection);
  }
};
