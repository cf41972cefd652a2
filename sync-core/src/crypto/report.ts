/**
 * A report, sealed to its readers: a key of its own, in a box for each of their devices. Everyone holds the
 * operation; nobody else opens it. The reporter is bound in, so that nobody passes a report on as theirs.
 */
import { bytesEqual, concatBytes, decode, encode } from '../base/index.ts';
import {
  type CommunityId,
  idToBytes,
  type MemberId,
  type OperationOf,
  type ReportContent,
  reportContent,
} from '../model/index.ts';
import { createEpochKey, sealToAll } from './epochs.ts';
import { pad, unpad } from './padding.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { tags } from './tags.ts';

export type SealedReport = Pick<OperationOf<'messageReported'>, 'sealed' | 'boxes'>;
type Reporter = { readonly community: CommunityId; readonly by: MemberId };

const dataOf = ({ community, by }: Reporter): Uint8Array =>
  concatBytes(tags.report, idToBytes(community), idToBytes(by));

export const sealReport = (
  suite: CipherSuite,
  reporter: Reporter,
  content: ReportContent,
  readers: Iterable<Uint8Array>,
): SealedReport => {
  const key = createEpochKey(suite);
  const sealed = suite.seal(pad(encode(reportContent, content)), key, dataOf(reporter));
  return { sealed, boxes: sealToAll(suite, key, readers) };
};

/** Null for who is no reader of it, and for what holds no report. */
export const openReport = (
  suite: CipherSuite,
  reporter: Reporter,
  { sealed, boxes }: SealedReport,
  agreement: KeyPair,
): ReportContent | null => {
  for (const { recipient, box } of boxes) {
    if (!bytesEqual(recipient, agreement.publicKey)) continue;
    const key = suite.openBox(box, agreement);
    const padded = key === null ? null : suite.open(sealed, key, dataOf(reporter));
    const bytes = padded === null || padded.length === 0 ? null : unpad(padded);
    const content = bytes === null ? null : decode(reportContent, bytes);
    if (content?.ok) return content.value;
  }
  return null;
};
