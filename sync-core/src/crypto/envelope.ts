/**
 * Sealing and opening one envelope [S5, S6]. What it refuses: a body that the epoch's key doesn't
 * open under this very header, and content that is not canonical. Signatures are checked on their
 * own (`verifyEnvelopeSignature`, `segmentToEnvelopes`), because one vouches for many.
 */
import { assert, decode, encode, err, ok, type Result } from '../base/index.ts';
import {
  type CommunityId,
  type EnvelopeContent,
  type EnvelopeHash,
  type EpochId,
  envelopeContent,
  type LogId,
  type Stream,
} from '../model/index.ts';
import { hashBody, hashHeader, headerToAssociatedData, signEnvelopeHash } from './header.ts';
import { maxContentBytes, pad, unpad } from './padding.ts';
import type { CipherSuite } from './suite.ts';
import type { Envelope } from './types.ts';

/** What is sealed, but for its content. */
export type EnvelopePlace = {
  readonly community: CommunityId;
  readonly stream: Stream;
  readonly log: LogId;
  readonly number: number;
  readonly previous: EnvelopeHash | null;
  readonly epoch: EpochId;
  readonly epochKey: Uint8Array;
  readonly cites: readonly EnvelopeHash[];
  readonly deviceSecretKey: Uint8Array;
};
export type EnvelopeToSeal = EnvelopePlace & { readonly content: EnvelopeContent };

/** `content` as it is sealed; null when it is too large for one envelope. */
export const encodeContent = (content: EnvelopeContent): Uint8Array | null => {
  const plaintext = encode(envelopeContent, content);
  return plaintext.length <= maxContentBytes ? plaintext : null;
};

/** Seals `content` as the next envelope of a log. Throws where `encodeContent` gives null. */
export const sealEnvelope = (suite: CipherSuite, draft: EnvelopeToSeal): Envelope => {
  const plaintext = encodeContent(draft.content);
  assert(plaintext, 'content is too large for an envelope');
  return sealContent(suite, draft, plaintext);
};

/** Pads, seals and signs what `encodeContent` gave as the next envelope of a log. */
export const sealContent = (suite: CipherSuite, draft: EnvelopePlace, plaintext: Uint8Array): Envelope => {
  assert((draft.number === 0) === (draft.previous === null), 'only number 0 has no previous');
  const { community, stream, log, number, previous, epoch, cites } = draft;
  const unsealed = { suite: suite.id, community, stream, log, number, previous, epoch, cites };
  const body = suite.seal(pad(plaintext), draft.epochKey, headerToAssociatedData(unsealed));
  const header = { ...unsealed, bodyHash: hashBody(suite, body) };
  const hash = hashHeader(suite, header);
  return { header, hash, body, signature: signEnvelopeHash(suite, hash, draft.deviceSecretKey) };
};

export type OpenError = { readonly kind: 'wrong-key' | 'bad-content' | 'erased' };

/** The content of an envelope, given its epoch's key. */
export const openEnvelope = (
  suite: CipherSuite,
  envelope: Envelope,
  epochKey: Uint8Array,
): Result<EnvelopeContent, OpenError> => {
  if (envelope.body === null) return err({ kind: 'erased' });
  const padded = suite.open(envelope.body, epochKey, headerToAssociatedData(envelope.header));
  if (padded === null) return err({ kind: 'wrong-key' });
  const plaintext = unpad(padded);
  if (plaintext === null) return err({ kind: 'bad-content' });
  const content = decode(envelopeContent, plaintext);
  return content.ok ? ok(content.value) : err({ kind: 'bad-content' });
};

/** The envelope without its body: its hash and signature still hold [S6]. */
export const eraseBody = (envelope: Envelope): Envelope => ({ ...envelope, body: null });
