/** Ranges of a note as Yjs relative positions, in bytes: what a comment is kept with. */
import type { EditorState } from '@tiptap/pm/state';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export type NoteAnchor = Uint8Array;

/** The selected range as bytes; null where the document isn't bound yet. */
export const anchorOf = (state: EditorState, from: number, to: number): NoteAnchor | null => {
  const bound = ySyncPluginKey.getState(state);
  if (!bound?.binding) return null;
  const at = (position: number): Uint8Array =>
    Y.encodeRelativePosition(absolutePositionToRelativePosition(position, bound.type, bound.binding.mapping));
  return encoding.encode((encoder) => {
    encoding.writeVarUint8Array(encoder, at(from));
    encoding.writeVarUint8Array(encoder, at(to));
  });
};

/** Where the words are now; null when they are gone, or when the bytes say nothing. */
export const rangeOf = (
  state: EditorState,
  anchor: NoteAnchor,
): { readonly from: number; readonly to: number } | null => {
  const bound = ySyncPluginKey.getState(state);
  if (!bound?.binding) return null;
  try {
    const decoder = decoding.createDecoder(anchor);
    const at = (): number | null =>
      relativePositionToAbsolutePosition(
        bound.doc,
        bound.type,
        Y.decodeRelativePosition(decoding.readVarUint8Array(decoder)),
        bound.binding.mapping,
      );
    const from = at();
    const to = at();
    if (from === null || to === null) return null;
    const end = Math.min(to, state.doc.content.size);
    return from < end ? { from, to: end } : null;
  } catch {
    return null;
  }
};
