/** What an empty note and an empty line say: what can be done there. Costs nothing with the note's length. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import styles from './note-text.module.css';

export type HintOptions = { readonly empty: string; readonly line: string };

/** So many blocks at its top. */
const longNote = 150;

export const Hints = Extension.create<HintOptions>({
  name: 'hints',
  addOptions: () => ({ empty: '', line: '' }),
  addProseMirrorPlugins() {
    const { empty, line } = this.options;
    return [
      new Plugin({
        props: {
          // Blocks of a long note are laid out when they come near the screen.
          attributes: ({ doc }) => (doc.childCount > longNote ? { 'data-long': '' } : {}),
          decorations: ({ doc, selection }) => {
            if (!this.editor.isEditable) return null;
            const first = doc.childCount === 1 ? doc.firstChild : null;
            const { $from } = selection;
            const at =
              first?.isTextblock && first.content.size === 0 ? 0 : $from.depth === 1 ? $from.before() : -1;
            const block = at < 0 ? null : doc.nodeAt(at);
            if (block?.type.name !== 'paragraph' || block.content.size > 0) return null;
            if (at > 0 && !selection.empty) return null;
            return DecorationSet.create(doc, [
              Decoration.node(at, at + block.nodeSize, {
                class: styles.hint ?? '',
                'data-hint': doc.childCount === 1 ? empty : line,
              }),
            ]);
          },
        },
      }),
    ];
  },
});
