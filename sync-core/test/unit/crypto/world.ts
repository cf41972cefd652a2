/** One community with one device, from a seed: what the tests of the crypto layer start with. */
import {
  accessKeys,
  type CipherSuite,
  communityIdOf,
  createSuite,
  deviceKeys,
  type Envelope,
  genesisEpochId,
  logIdOf,
  sealEnvelope,
} from '../../../src/crypto/index.ts';
import { channelStream, type EnvelopeContent, isChannelId, type Stream } from '../../../src/model/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

export const createWorld = async (seed: string) => {
  const suite: CipherSuite = await createSuite(createSeededRandom(seed));
  const access = accessKeys(suite, suite.random.bytes(32));
  const genesisHash = suite.random.bytes(32);
  const community = communityIdOf(suite, access.publicKey, genesisHash);
  const keys = deviceKeys(suite, suite.random.bytes(32), community);
  const opening = { device: keys.device, nonce: suite.random.bytes(16) };
  const log = logIdOf(suite, opening);
  const epoch = genesisEpochId(genesisHash);
  const epochKey = suite.random.bytes(32);
  const channel = 'ab'.repeat(16);
  if (!isChannelId(channel)) throw new Error('bug: not a channel');
  const stream: Stream = channelStream(channel);
  const contentOf = (text: string): EnvelopeContent => ({
    time: { ms: Date.UTC(2026, 10, 24), counter: 7 },
    ops: [{ type: 'posted', text, replyTo: null, thread: null, mentions: [] }],
  });
  const seal = (text: string, previous: Envelope | null, cites: Envelope['hash'][] = []): Envelope =>
    sealEnvelope(suite, {
      community,
      stream,
      log,
      number: previous === null ? 0 : previous.header.number + 1,
      previous: previous?.hash ?? null,
      epoch,
      epochKey,
      cites,
      content: contentOf(text),
      deviceSecretKey: keys.signing.secretKey,
    });
  const chain = (length: number): Envelope[] => {
    const envelopes: Envelope[] = [];
    for (let i = 0; i < length; i++) envelopes.push(seal(`message ${i}`, envelopes.at(-1) ?? null));
    return envelopes;
  };
  return {
    suite,
    access,
    genesisHash,
    community,
    keys,
    opening,
    log,
    epoch,
    epochKey,
    stream,
    contentOf,
    seal,
    chain,
  };
};

export const flip = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
