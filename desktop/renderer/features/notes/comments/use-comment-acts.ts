/** What can be done with a comment: shown in the text, answered in its thread, closed, its suggestion taken. */

import type { Editor } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../stores/services.ts';
import type { Place } from '../../../stores/timeline-store.ts';
import { errorWords } from '../../../text/errors.ts';
import { commentMarksKey } from '../editor/comment-marks.ts';
import type { CommentActs } from './comment-card.tsx';
import type { PlacedComment } from './use-comments.ts';

/** The suggested words in the place of those that the comment is on, as one edit of the own person's. */
const putSuggestion = (editor: Editor, comment: PlacedComment): boolean => {
  const { state, view } = editor;
  const range = commentMarksKey.getState(state)?.ranges.get(comment.message.id);
  if (!range || comment.suggestion === null) return false;
  yUndoPluginKey.getState(state)?.undoManager?.stopCapturing();
  const lines = comment.suggestion.split('\n');
  if (lines.length === 1) {
    view.dispatch(state.tr.insertText(comment.suggestion, range.from, range.to));
    return true;
  }
  const paragraphs = lines.map((line) =>
    state.schema.node('paragraph', null, line === '' ? [] : [state.schema.text(line)]),
  );
  view.dispatch(state.tr.replaceRange(range.from, range.to, new Slice(Fragment.fromArray(paragraphs), 1, 1)));
  return true;
};

export const useCommentActs = ({
  place,
  editor,
  reload,
  onActive,
}: {
  place: Place;
  editor: Editor | null;
  reload: () => Promise<void>;
  onActive: (id: string) => void;
}): CommentActs => {
  const { bridge, navigation, toasts } = useServices();
  const { t } = useTranslation();
  const { community, channel } = place;
  const close = async (
    { message }: PlacedComment,
    outcome: 'open' | 'done' | 'declined' | 'accepted',
  ): Promise<void> => {
    const done = await bridge.command('closeComment', { community, message: message.id, outcome });
    if (done.ok) await reload();
    else toasts.show(errorWords(t, done.error), { tone: 'problem' });
  };
  return {
    show: ({ message }) => {
      onActive(message.id);
      const range = editor ? commentMarksKey.getState(editor.state)?.ranges.get(message.id) : undefined;
      if (!editor || !range) return;
      const { state, view } = editor;
      view.dispatch(
        state.tr.setSelection(TextSelection.create(state.doc, range.from, range.to)).scrollIntoView(),
      );
      view.focus();
    },
    reply: ({ message }) =>
      navigation.openPanel({ kind: 'thread', channel, message: message.thread ?? message.id }),
    close: (comment, outcome) => void close(comment, outcome),
    accept: (comment) => {
      if (editor && putSuggestion(editor, comment)) void close(comment, 'accepted');
    },
  };
};
