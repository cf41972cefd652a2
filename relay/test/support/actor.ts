/** A community's member who writes sealed envelopes, without any of the client: crypto and the wire only. */
import {
  accessKeys,
  bytesToHex,
  type CipherSuite,
  type CommunityId,
  channelStream,
  communityIdOf,
  createSuite,
  type DeviceId,
  type Envelope,
  type EpochId,
  envelopesToSegment,
  governanceStream,
  type Hello,
  isChannelId,
  type KeyPair,
  type LogId,
  type LogOpening,
  logIdOf,
  protocolVersion,
  type Segment,
  type Stream,
  sealEnvelope,
  signHello,
} from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';

export const random = createNodeRandom();
export const suite: CipherSuite = await createSuite(random);

export type World = {
  readonly id: CommunityId;
  readonly access: KeyPair;
  readonly genesisHash: Uint8Array;
  readonly channel: Stream;
  readonly epoch: EpochId;
  readonly epochKey: Uint8Array;
};

export const createWorld = (): World => {
  const access = accessKeys(suite, random.bytes(32));
  const genesisHash = random.bytes(32);
  const channel = bytesToHex(random.bytes(16));
  if (!isChannelId(channel)) throw new Error('unreachable');
  return {
    id: communityIdOf(suite, access.publicKey, genesisHash),
    access,
    genesisHash,
    channel: channelStream(channel),
    epoch: bytesToHex(random.bytes(16)) as EpochId,
    epochKey: random.bytes(32),
  };
};

export type Actor = {
  readonly world: World;
  readonly device: DeviceId;
  readonly opening: LogOpening;
  readonly log: LogId;
  hello(nonce: Uint8Array, audience: string): Hello;
  /** The next `count` envelopes of the channel's log (or of governance's). */
  write(count: number, text?: string, stream?: Stream): readonly Envelope[];
  /** Forgets the last `count` envelopes of the channel's log, so that writing again forks it. */
  rewind(count: number): void;
};

export const toSegment = (actor: Actor, envelopes: readonly Envelope[]): Segment =>
  envelopesToSegment(envelopes, {
    opening: actor.opening,
    previous: envelopes[0]?.header.previous ?? null,
  });

export const createActor = (world: World): Actor => {
  const keys = suite.signingKeyPair(random.bytes(32));
  const device = bytesToHex(keys.publicKey) as DeviceId;
  const opening = { device, nonce: random.bytes(16) };
  const log = logIdOf(suite, opening);
  const written: Envelope[] = [];
  const governance: Envelope[] = [];
  return {
    world,
    device,
    opening,
    log,
    hello: (nonce, audience) => ({
      type: 'hello',
      version: protocolVersion,
      ...signHello(
        suite,
        { community: world.id, genesisHash: world.genesisHash, audience, device, nonce },
        world.access,
        keys,
      ),
    }),
    write(count, text = 'hello', stream = world.channel) {
      const chain = stream.kind === governanceStream.kind ? governance : written;
      for (let i = 0; i < count; i++)
        chain.push(
          sealEnvelope(suite, {
            community: world.id,
            stream,
            log,
            number: chain.length,
            previous: chain.at(-1)?.hash ?? null,
            epoch: world.epoch,
            epochKey: world.epochKey,
            cites: [],
            content: {
              time: { ms: 1_700_000_000_000 + chain.length, counter: 0 },
              ops: [{ type: 'posted', text, replyTo: null, thread: null, mentions: [] }],
            },
            deviceSecretKey: keys.secretKey,
          }),
        );
      return chain.slice(-count);
    },
    rewind: (count) => void written.splice(-count),
  };
};
