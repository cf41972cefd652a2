/** Updates with and without what they delete, in Yjs' format 1: whatever only deletes is written here. */
import { concatBytes, varint, Writer } from '../../base/index.ts';
import type { Clocks } from './clock-ranges.ts';
import type { NoteUpdate } from './yjs-update.ts';

const none = new Uint8Array([0]);

/** An update's structs alone. */
export const withoutDeletions = (update: Uint8Array, { deletionsAt }: NoteUpdate): Uint8Array =>
  concatBytes(update.subarray(0, deletionsAt), none);

/** An update that does nothing but delete these, as far as `clockOf` says that they are held. */
export const deletionsToUpdate = (deleted: Clocks, clockOf: (client: number) => number): Uint8Array => {
  const held = [...deleted].flatMap(([client, ranges]) => {
    const end = clockOf(client);
    const kept = ranges.filter(({ from }) => from < end);
    return kept.length > 0 ? [{ client, end, kept }] : [];
  });
  const writer = new Writer();
  writer.byte(0);
  varint.write(writer, held.length);
  for (const { client, end, kept } of held) {
    varint.write(writer, client);
    varint.write(writer, kept.length);
    for (const { from, to } of kept) {
      varint.write(writer, from);
      varint.write(writer, Math.min(to, end) - from);
    }
  }
  return writer.finish();
};
