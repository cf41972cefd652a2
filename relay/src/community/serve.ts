/** Cuts what is held into segments that fit a frame and end where a signature is held. */
import { type Envelope, envelopesToSegment, limits, type Segment } from '@maru/sync-core';
import { envelopeBytes, type LogStore } from '../store/log-store.ts';
import type { HubIndex, LogEntry } from './hub.ts';

/** Rows read at once: bodies may be 64 KiB, so not a segment's thousand items in one go. */
const pageItems = 32;

/**
 * The segment that starts at `from` and ends at or before `to` (beyond it only where no signature lies
 * between). Null when nothing of it is held and shown.
 */
export const readSegment = (
  store: LogStore,
  hub: HubIndex,
  entry: LogEntry,
  from: number,
  to: number,
): Segment | null => {
  const end = hub.shown(entry)?.length ?? 0;
  const taken: Envelope[] = [];
  let bytes = 0;
  let signed = 0;
  for (let at = from; at < end; ) {
    const { stream, log } = entry;
    const count = Math.min(pageItems, end - at);
    const page = store.read({ community: hub.id, stream, log, from: at, count });
    if (page.length === 0) break;
    for (const envelope of page) {
      bytes += envelopeBytes(envelope);
      const full =
        bytes > limits.segmentBytes ||
        taken.length >= limits.segmentItemsServed ||
        envelope.header.number >= to;
      if (full && signed > 0) return toSegment(entry, taken.slice(0, signed));
      taken.push(envelope);
      if (envelope.signature) signed = taken.length;
    }
    at += page.length;
  }
  return signed > 0 ? toSegment(entry, taken.slice(0, signed)) : null;
};

const toSegment = (entry: LogEntry, envelopes: readonly Envelope[]): Segment =>
  envelopesToSegment(envelopes, {
    opening: entry.opening,
    previous: envelopes[0]?.header.previous ?? null,
  });
