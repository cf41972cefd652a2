/**
 * Awareness frames of y-protocols, one writer each. What comes from another page is taken apart and put together
 * again: of what it says only where its caret stands is believed, and who it is comes from the host.
 */
import type { DeviceId, MemberId } from '@maru/sync-core';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';

const clock = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const itemId = z.object({ client: clock, clock });
/** A Yjs relative position as JSON. */
const relativePosition = z.object({
  type: itemId.nullish(),
  tname: z.string().max(32).nullish(),
  item: itemId.nullish(),
  assoc: z.number().int().min(-1).max(0).optional(),
});
const caretState = z.object({
  cursor: z.object({ anchor: relativePosition, head: relativePosition }).nullish(),
});

/** What this page knows of one who has the note open. */
const presentState = caretState.extend({ device: z.string(), member: z.string() });
export type PresentState = z.infer<typeof presentState>;
export const parsePresent = (state: unknown): PresentState | null => {
  const parsed = presentState.safeParse(state);
  return parsed.success ? parsed.data : null;
};

type Entry = { readonly client: number; readonly clock: number; readonly state: string };

const encodeEntries = (entries: readonly Entry[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const entry of entries) {
      encoding.writeVarUint(encoder, entry.client);
      encoding.writeVarUint(encoder, entry.clock);
      encoding.writeVarString(encoder, entry.state);
    }
  });

const decodeEntries = (frame: Uint8Array): readonly Entry[] => {
  const decoder = decoding.createDecoder(frame);
  const count = decoding.readVarUint(decoder);
  // As many as there are bytes for: a count alone makes no work.
  return Array.from({ length: Math.min(count, frame.length) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: decoding.readVarString(decoder),
  }));
};

/** Of a frame that the provider made, the part about this page itself; null where there is none. */
export const ownCaret = (frame: Uint8Array, client: number): Uint8Array | null => {
  const own = decodeEntries(frame).filter((entry) => entry.client === client);
  return own.length === 1 ? encodeEntries(own) : null;
};

/** Another page's frame as this page takes it; null where it is none, or speaks for this page. */
export const othersCaret = (
  frame: Uint8Array,
  from: { readonly device: DeviceId; readonly member: MemberId },
  ownClient: number,
): Uint8Array | null => {
  try {
    const [entry, ...more] = decodeEntries(frame);
    if (!entry || more.length > 0 || entry.client === ownClient) return null;
    const said: unknown = JSON.parse(entry.state);
    const state = said === null ? null : { ...caretState.parse(said), ...from };
    return encodeEntries([{ ...entry, state: JSON.stringify(state) }]);
  } catch {
    return null;
  }
};
