/** The comments of a place's note: read again when the host says so, and drawn over the text. */
import type { CommentsView, CommentView } from '@maru/sync-core';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useMemo } from 'react';
import type { Place } from '../../../stores/timeline-store.ts';
import { useQuery } from '../../../stores/use-query.ts';
import { commentMarksKey, type MarkedComment } from '../editor/comment-marks.ts';

export type PlacedComment = CommentView & {
  /** Its words are in the text. */
  readonly placed: boolean;
  /** It was on words that are no longer there. */
  readonly lost: boolean;
};

const draftId = 'draft';
const none: CommentsView = { comments: [], canComment: false, canEdit: false };

const anchorOf = ({ target }: CommentView): Uint8Array | null =>
  target.kind === 'note' ? target.anchor : null;

export const useComments = (
  place: Place,
): { readonly view: CommentsView; readonly reload: () => Promise<void> } => {
  const { value, reload } = useQuery('comments', place, ['documentsChanged', 'timelineChanged']);
  return { view: value ?? none, reload };
};

/** In the order of the text; those on the whole note, then those whose words are gone, come last. */
export const usePlacedComments = (
  editor: Editor | null,
  view: CommentsView,
  active: string | null,
  /** Of a comment that is being written: what was selected stays marked though the focus is elsewhere. */
  draft: Uint8Array | null,
): readonly PlacedComment[] => {
  const ofNote = useMemo(() => view.comments.filter(({ target }) => target.kind === 'note'), [view]);
  useEffect(() => {
    if (!editor) return;
    const comments: readonly MarkedComment[] = ofNote.flatMap((comment) => {
      const anchor = anchorOf(comment);
      return anchor && comment.outcome === 'open'
        ? [{ id: comment.message.id, anchor, suggests: comment.suggestion !== null }]
        : [];
    });
    const shown = draft ? [...comments, { id: draftId, anchor: draft, suggests: false }] : comments;
    editor.view.dispatch(
      editor.state.tr
        .setMeta(commentMarksKey, { comments: shown, active: draft ? draftId : active })
        .setMeta('addToHistory', false),
    );
  }, [editor, ofNote, active, draft]);
  // As one string: it is the same with every key, where the ranges are not.
  const order = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const ranges = now && commentMarksKey.getState(now.state)?.ranges;
      return [...(ranges ?? [])]
        .toSorted(([, a], [, b]) => a.from - b.from)
        .map(([id]) => id)
        .join(' ');
    },
  });
  return useMemo(() => {
    const ids = (order ?? '').split(' ');
    const placed = ofNote.map((comment): PlacedComment => {
      const inText = ids.includes(comment.message.id);
      return {
        ...comment,
        placed: inText,
        lost: comment.outcome === 'open' && !inText && anchorOf(comment) !== null,
      };
    });
    const rank = ({ message, placed: inText, lost }: PlacedComment): number =>
      inText ? ids.indexOf(message.id) : lost ? ids.length + 1 : ids.length;
    return placed.toSorted((a, b) => rank(a) - rank(b));
  }, [ofNote, order]);
};
