/**
 * The key that one session of a call seals its frames with, as it travels: sealed to the session of one other
 * participant, so that it opens for nobody who is not in the call, and for nobody once that session is over.
 * The box names whose key it is: a copy of somebody else's box is worth nothing (decision 0022).
 */
import { bytesEqual, decode, encode, fixedBytes, struct, uint } from '../base/index.ts';
import { type CommunityId, idToBytes, limits } from '../model/index.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { purposes, tags } from './tags.ts';

const secretBytes = 32;

/** `generation` is another secret, `step` the same one gone forward. */
export type CallKey = { readonly generation: number; readonly step: number; readonly secret: Uint8Array };

const boxed = struct({
  tag: fixedBytes(tags.callKey.length),
  community: fixedBytes(32),
  session: fixedBytes(16),
  generation: uint(2 ** 32 - 1),
  step: uint(limits.callKeySteps),
  secret: fixedBytes(secretBytes),
});

export const createCallKey = (suite: CipherSuite, generation: number): CallKey => ({
  generation,
  step: 0,
  secret: suite.random.bytes(secretBytes),
});

/** The next of the same generation: who holds this one finds it, who holds only the next can't go back. */
export const advanceCallKey = (suite: CipherSuite, { generation, step, secret }: CallKey): CallKey => ({
  generation,
  step: step + 1,
  secret: suite.derive(secret, purposes.frameRatchet, secretBytes),
});

type Place = { readonly community: CommunityId; readonly session: Uint8Array };

/** `session`: whose key it is. Null when the recipient's key is no sound one. */
export const sealCallKey = (
  suite: CipherSuite,
  { community, session }: Place,
  key: CallKey,
  recipient: Uint8Array,
): Uint8Array | null =>
  suite.sealTo(
    encode(boxed, { tag: tags.callKey, community: idToBytes(community), session, ...key }),
    recipient,
  );

export const openCallKey = (
  suite: CipherSuite,
  { community, session }: Place,
  box: Uint8Array,
  recipient: KeyPair,
): CallKey | null => {
  const plaintext = suite.openBox(box, recipient);
  const opened = plaintext === null ? null : decode(boxed, plaintext);
  if (!opened?.ok) return null;
  const { tag, generation, step, secret } = opened.value;
  const isMeant =
    bytesEqual(tag, tags.callKey) &&
    bytesEqual(opened.value.community, idToBytes(community)) &&
    bytesEqual(opened.value.session, session);
  return isMeant ? { generation, step, secret } : null;
};
