/**
 * What a live segment is sent with. Opening, previous hash, epoch and heads, half of a short message's bytes, go
 * along only while somebody listens who was not sent this log in full since joining. Live segments of a log follow
 * each other without a hole, so whoever was sent one in full knows what the next one continues. One who
 * could not use it asks, and answers are always whole.
 */
import { type EnvelopeContext, type Segment, toBareSegment } from '@maru/sync-core';
import type { Community } from './community.ts';

export const toLiveSegment = (
  community: Community,
  segment: Segment,
  before: EnvelopeContext | null,
): Segment => {
  const entry = community.index.entry(segment.stream, segment.log);
  const joins = community.joins();
  if (entry?.toldAt === joins) return toBareSegment(segment, before);
  if (entry) entry.toldAt = joins;
  return segment;
};
