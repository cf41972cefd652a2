/**
 * How much of a frame stays readable. Of a VP8 frame the receiving end reads the kind, and of a key frame the size,
 * before the frame is opened (RFC 7741); of Opus and VP9 it reads nothing. Other codecs are cut into packets by what
 * they hold, so sealed frames of them don't arrive: they are not sent.
 */
export type SealableKind = 'opus' | 'VP8' | 'VP9';

const kinds: ReadonlyMap<string, SealableKind> = new Map([
  ['audio/opus', 'opus'],
  ['video/vp8', 'VP8'],
  ['video/vp9', 'VP9'],
]);

/** Null for what can't be sealed. */
export const sealableKind = (mimeType: string): SealableKind | null =>
  kinds.get(mimeType.toLowerCase()) ?? null;

const keyFrameBytes = 10;
const otherFrameBytes = 3;

export const clearLengthOf = (kind: SealableKind, frame: Uint8Array): number => {
  if (kind !== 'VP8') return 0;
  const isKeyFrame = ((frame[0] ?? 0) & 1) === 0;
  return Math.min(frame.length, isKeyFrame ? keyFrameBytes : otherFrameBytes);
};
