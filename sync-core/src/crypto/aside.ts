/**
 * What is said in a live room to one device alone: a box to its agreement key, all boxes of one size, so that
 * nobody else learns what was said or which kind of thing. Inside stand community and speaker: a box that
 * somebody else repeats as theirs is refused, and so is one that was made for anything else.
 */
import { bytesEqual, concatBytes } from '../base/index.ts';
import { type CommunityId, type DeviceId, idToBytes, limits } from '../model/index.ts';
import type { CipherSuite, KeyPair } from './suite.ts';
import { tags } from './tags.ts';

export type AsideContext = { readonly community: CommunityId; readonly from: DeviceId };

const marker = 0x80;

const headOf = ({ community, from }: AsideContext): Uint8Array =>
  concatBytes(tags.aside, idToBytes(community), idToBytes(from));

/** `null` when the recipient's key is unusable. */
export const sealAside = (
  suite: CipherSuite,
  context: AsideContext,
  content: Uint8Array,
  recipient: Uint8Array,
): Uint8Array | null => {
  if (content.length >= limits.asideBytes) throw new Error('bug: too much for an aside');
  const padded = new Uint8Array(limits.asideBytes);
  padded.set(content);
  padded[content.length] = marker;
  return suite.sealTo(concatBytes(headOf(context), padded), recipient);
};

/** `null` for whatever is not for this device from that one. */
export const openAside = (
  suite: CipherSuite,
  context: AsideContext,
  box: Uint8Array,
  recipient: KeyPair,
): Uint8Array | null => {
  const opened = suite.openBox(box, recipient);
  const head = headOf(context);
  if (opened === null || opened.length !== head.length + limits.asideBytes) return null;
  if (!bytesEqual(opened.subarray(0, head.length), head)) return null;
  const padded = opened.subarray(head.length);
  const end = padded.findLastIndex((byte) => byte !== 0);
  return padded[end] === marker ? padded.subarray(0, end) : null;
};
