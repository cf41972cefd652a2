/** A hit's text cut around its first match, with what matched marked. Pure. */
import type { MentionView } from '@maru/sync-core';
import { plainLine } from '../../text/mentions.ts';

export type HitPart = { readonly text: string; readonly marked: boolean };

/** Words before the first match that give it sense. */
const lead = 40;
const longest = 280;

export const cutHit = (
  text: string,
  ranges: readonly (readonly [number, number])[],
  mentions: readonly MentionView[],
): readonly HitPart[] => {
  const first = ranges[0]?.[0] ?? 0;
  const start = first > lead ? first - lead : 0;
  const end = Math.min(text.length, start + longest);
  const parts: HitPart[] = [];
  const push = (from: number, to: number, marked: boolean) => {
    if (to <= from) return;
    const piece = text.slice(from, to);
    parts.push({ text: marked ? piece : plainLine(piece, mentions), marked });
  };
  if (start > 0) parts.push({ text: '… ', marked: false });
  let at = start;
  for (const [from, to] of ranges) {
    if (from < at || to > end) continue;
    push(at, from, false);
    push(from, to, true);
    at = to;
  }
  push(at, end, false);
  if (end < text.length) parts.push({ text: ' …', marked: false });
  return parts;
};
