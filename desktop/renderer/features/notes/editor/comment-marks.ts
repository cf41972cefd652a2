/**
 * The ranges that comments are on, drawn over the text: an anchor is a pair of Yjs relative positions, which go with
 * the words wherever these go. An anchor whose words are gone draws nothing and is said to be lost.
 */
import { Extension } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type NoteAnchor, rangeOf } from './anchors.ts';
import styles from './note-text.module.css';

export type MarkedComment = { readonly id: string; readonly anchor: NoteAnchor; readonly suggests: boolean };
type Ranges = ReadonlyMap<string, { readonly from: number; readonly to: number }>;
type MarksState = {
  readonly comments: readonly MarkedComment[];
  readonly active: string | null;
  readonly ranges: Ranges;
  readonly decorations: DecorationSet;
};

export const commentMarksKey = new PluginKey<MarksState>('comment-marks');

const draw = (
  state: EditorState,
  comments: readonly MarkedComment[],
  active: string | null,
  ranges: Ranges,
): MarksState => ({
  comments,
  active,
  ranges,
  decorations: DecorationSet.create(
    state.doc,
    comments.flatMap(({ id, suggests }) => {
      const range = ranges.get(id);
      return range
        ? Decoration.inline(range.from, range.to, {
            class: styles.commented ?? '',
            'data-comment': id,
            ...(suggests ? { 'data-suggests': '' } : {}),
            ...(id === active ? { 'data-active': '' } : {}),
          })
        : [];
    }),
  ),
});

const resolve = (state: EditorState, comments: readonly MarkedComment[]): Ranges => {
  const found = new Map<string, { from: number; to: number }>();
  for (const { id, anchor } of comments) {
    const range = rangeOf(state, anchor);
    if (range) found.set(id, range);
  }
  return found;
};

const moved = (ranges: Ranges, map: (at: number, side: number) => number): Ranges =>
  new Map(
    [...ranges].flatMap(([id, { from, to }]) => {
      const range = { from: map(from, 1), to: map(to, -1) };
      return range.from < range.to ? [[id, range] as const] : [];
    }),
  );

type Order = { readonly comments: readonly MarkedComment[]; readonly active: string | null };

export const CommentMarks = Extension.create<{ readonly onPick: (id: string) => void }>({
  name: 'commentMarks',
  addOptions: () => ({ onPick: () => undefined }),
  addProseMirrorPlugins() {
    const { onPick } = this.options;
    return [
      new Plugin<MarksState>({
        key: commentMarksKey,
        state: {
          init: (_config, state) => draw(state, [], null, new Map()),
          apply: (transaction, before, _old, state) => {
            const order: Order | undefined = transaction.getMeta(commentMarksKey);
            if (order) return draw(state, order.comments, order.active, resolve(state, order.comments));
            if (!transaction.docChanged) return before;
            // What others wrote replaces the page's document as a whole: positions in it say nothing.
            const fromOthers: { isChangeOrigin?: boolean } | undefined = transaction.getMeta(ySyncPluginKey);
            const ranges = fromOthers?.isChangeOrigin
              ? resolve(state, before.comments)
              : moved(before.ranges, (at, side) => transaction.mapping.map(at, side));
            return draw(state, before.comments, before.active, ranges);
          },
        },
        props: {
          decorations: (state) => commentMarksKey.getState(state)?.decorations,
          handleClick: (_view, _pos, event) => {
            const mark = event.target instanceof Element ? event.target.closest('[data-comment]') : null;
            const id = mark?.getAttribute('data-comment');
            if (id) onPick(id);
            return false;
          },
        },
      }),
    ];
  },
});
