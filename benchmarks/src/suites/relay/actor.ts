/** A member of a made-up community who speaks the relay's protocol, without any of the client. */
import {
  accessKeys,
  bytesToHex,
  type CipherSuite,
  channelStream,
  communityIdOf,
  decodeAcceptorMessage,
  type Envelope,
  encodeConnectorMessage,
  envelopesToSegment,
  genesisEpochId,
  isChannelId,
  keyToDeviceId,
  logIdOf,
  protocolVersion,
  sealEnvelope,
  signHello,
} from '@maru/sync-core';
import { posted } from '../../fixtures/people.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

export const createRelayWorld = (suite: CipherSuite) => {
  const { random } = suite;
  const access = accessKeys(suite, random.bytes(32));
  const genesisHash = random.bytes(32);
  const channel = bytesToHex(random.bytes(16));
  if (!isChannelId(channel)) throw new Error('bug: no channel id');
  return {
    id: communityIdOf(suite, access.publicKey, genesisHash),
    access,
    genesisHash,
    stream: channelStream(channel),
    epoch: genesisEpochId(genesisHash),
    epochKey: random.bytes(32),
  };
};
export type RelayWorld = ReturnType<typeof createRelayWorld>;

export const createActor = (suite: CipherSuite, world: RelayWorld) => {
  const keys = suite.signingKeyPair(suite.random.bytes(32));
  const device = keyToDeviceId(keys.publicKey);
  const opening = { device, nonce: suite.random.bytes(16) };
  const log = logIdOf(suite, opening);
  let length = 0;
  let last: Envelope | null = null;
  return {
    /** Connects, says hello and resolves once welcome. Frames after that go to `onFrame`. */
    async join(syncUrl: string, onFrame: (payload: Buffer) => void): Promise<RawSocket> {
      const welcome = Promise.withResolvers<void>();
      const queue: Buffer[] = [];
      let admitted = false;
      let socket: RawSocket | null = null;
      const handle = (payload: Buffer): void => {
        const message = decodeAcceptorMessage(new Uint8Array(payload));
        if (!message.ok) welcome.reject(new Error('the relay sent nonsense'));
        else if (message.value.type === 'challenge')
          socket?.send(
            encodeConnectorMessage({
              type: 'hello',
              version: protocolVersion,
              ...signHello(
                suite,
                {
                  community: world.id,
                  genesisHash: world.genesisHash,
                  audience: new URL(syncUrl).host,
                  device,
                  nonce: message.value.nonce,
                },
                world.access,
                keys,
              ),
            }),
          );
        else if (message.value.type === 'welcome') {
          admitted = true;
          welcome.resolve();
        } else welcome.reject(new Error(`the relay said ${message.value.type}`));
      };
      socket = await openRawSocket(syncUrl, (payload) => {
        if (admitted) onFrame(payload);
        else if (socket === null) queue.push(Buffer.from(payload));
        else handle(payload);
      });
      for (const payload of queue) handle(payload);
      await welcome.promise;
      return socket;
    },
    /** The next `count` envelopes with about 300 bytes of sealed body, as frames of a segment each. */
    frames(count: number): readonly Uint8Array[] {
      return Array.from({ length: count }, () => {
        const envelope = sealEnvelope(suite, {
          community: world.id,
          stream: world.stream,
          log,
          number: length++,
          previous: last?.hash ?? null,
          epoch: world.epoch,
          epochKey: world.epochKey,
          cites: [],
          content: { time: { ms: Date.now(), counter: 0 }, ops: [posted('x'.repeat(230))] },
          deviceSecretKey: keys.secretKey,
        });
        const previous = last?.hash ?? null;
        last = envelope;
        return encodeConnectorMessage({
          type: 'segment',
          ...envelopesToSegment([envelope], { opening, previous }),
        });
      });
    },
    opening,
  };
};

/** First byte of the messages that a fan-out counts. */
export const tags = { segment: 13, ack: 14 } as const;
