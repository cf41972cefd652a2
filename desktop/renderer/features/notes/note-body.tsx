/** An open note: the text with its tools, and beside it the comments or the history. */
import type { DocumentPlace } from '@maru/sync-core';
import type { Editor } from '@tiptap/core';
import { EditorContent } from '@tiptap/react';
import { Lock } from 'lucide-react';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../components/icons.tsx';
import { useMembers } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';
import { parseMessageLink } from '../../text/message-links.ts';
import { type CommentDraft, draftOf } from './comments/comment-form.tsx';
import { CommentsPanel } from './comments/comments-panel.tsx';
import { useCommentActs } from './comments/use-comment-acts.ts';
import { useComments, usePlacedComments } from './comments/use-comments.ts';
import { BlockBar } from './editor/block-bar.tsx';
import { CompletionList } from './editor/completion-list.tsx';
import { SelectionBar, TouchBar } from './editor/format-bar.tsx';
import { LinkBar } from './editor/link-bar.tsx';
import type { MessageReference } from './editor/references.ts';
import { type NoteEditorDeps, useNoteEditor } from './editor/use-note-editor.ts';
import { HistoryView } from './history/history-view.tsx';
import { type NoteAside, NoteBar } from './note-bar.tsx';
import styles from './notes.module.css';
import type { OpenNote } from './session/use-note.ts';
import { useCompletion } from './use-completion.ts';
import { useFileActs } from './use-file-acts.ts';
import { useReferenceWords } from './use-reference-words.ts';

const touch = matchMedia('(pointer: coarse)').matches;

/** At the end of the last line; beneath what is no text, in a line of its own. */
const writeBelow = (editor: Editor): void => {
  const { doc } = editor.state;
  if (doc.lastChild?.type.name === 'paragraph') editor.commands.focus('end');
  else editor.chain().insertContentAt(doc.content.size, { type: 'paragraph' }).focus('end').run();
};

export const NoteBody = ({
  place,
  note,
  name,
  kept,
}: {
  place: Place;
  note: OpenNote;
  /** Of the channel or the thread. */
  name: string;
  kept: NoteEditorDeps['kept'];
}) => {
  const { environment, toasts } = useServices();
  const { t } = useTranslation();
  const members = useMembers();
  const words = useReferenceWords();
  const completion = useCompletion(place.community);
  const { opened, session } = note;
  const { canEdit, canComment } = opened;
  const [aside, setAside] = useState<NoteAside | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [draft, setDraft] = useState<CommentDraft | null>(null);
  const unreadable = useStore(session.store, (state) => state.unreadable);
  const begin = useRef<(kind: CommentDraft['kind']) => void>(() => undefined);

  const reference = useCallback(
    (text: string): { readonly [key in keyof MessageReference]: string | null } | null => {
      const found = parseMessageLink(text);
      return found?.community === place.community
        ? { channel: found.channel, thread: found.thread, message: found.message }
        : null;
    },
    [place.community],
  );
  const editor = useNoteEditor({
    session,
    label: t('notes.label', { name }),
    words,
    canEdit,
    canComment,
    completion,
    paste: { reference, onPicture: () => toasts.show(t('notes.noPictures')) },
    openLink: environment.openExternal,
    onPickComment: (id) => {
      setActive(id);
      setAside('comments');
    },
    onComment: () => begin.current('comment'),
    kept,
  });
  begin.current = (kind) => {
    const made = canComment && editor ? draftOf(editor, kind) : null;
    if (!made) return;
    setDraft(made);
    setAside('comments');
  };

  const { view, reload } = useComments(place);
  const comments = usePlacedComments(editor, view, active, draft?.anchor ?? null);
  const acts = useCommentActs({ place, editor, reload, onActive: setActive });
  const fileActs = useFileActs(editor, words, name);
  const refusal = canEdit ? null : t('notes.readOnly');
  const document: DocumentPlace = { kind: 'note', channel: place.channel, thread: place.thread };
  const tools = canComment
    ? { comment: () => begin.current('comment'), suggest: () => begin.current('suggestion') }
    : null;
  const closeAside = () => {
    setAside(null);
    setDraft(null);
    setActive(null);
    editor?.commands.focus(undefined, { scrollIntoView: false });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && aside !== null && !event.defaultPrevented) {
      event.stopPropagation();
      closeAside();
    }
  };

  if (unreadable) return <p className={styles.unreadable}>{t('notes.unreadable')}</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape of what is in it.
    <section className={styles.note} onKeyDown={onKeyDown}>
      <NoteBar
        session={session}
        members={members}
        canEdit={canEdit}
        refusal={refusal}
        incomplete={opened.incomplete}
        aside={aside}
        openComments={comments.filter(({ outcome }) => outcome === 'open').length}
        acts={fileActs}
        onAside={(wanted) => (aside === wanted ? closeAside() : setAside(wanted))}
      />
      {refusal && (
        <p className={styles.readOnly}>
          <Icon of={Lock} size={15} />
          {canComment ? t('notes.readOnlyComment') : refusal}
        </p>
      )}
      <div className={styles.columns} data-aside={aside ?? undefined}>
        <div className={styles.main} hidden={aside === 'history'}>
          {/* A click under the last line goes to its end. */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys reach the text itself. */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: see above. */}
          <div
            className={styles.scroll}
            onClick={(event) => {
              const { target, currentTarget } = event;
              // Beside the sheet, or on the part of it that is beneath the text.
              const isBelow = target === currentTarget || target === currentTarget.firstElementChild;
              if (isBelow && canEdit && editor) writeBelow(editor);
            }}
          >
            <EditorContent editor={editor} className={styles.sheet} />
          </div>
          {editor && canEdit && touch && <TouchBar editor={editor} tools={tools} />}
        </div>
        {aside === 'comments' && (
          <CommentsPanel
            place={place}
            comments={comments}
            canComment={canComment}
            canEdit={canEdit}
            active={active}
            draft={draft}
            acts={acts}
            onDraftDone={(posted) => {
              setDraft(null);
              if (posted) void reload();
              editor?.commands.focus(undefined, { scrollIntoView: false });
            }}
            onClose={closeAside}
          />
        )}
        {aside === 'history' && editor && (
          <HistoryView
            community={place.community}
            document={document}
            editor={editor}
            words={words}
            canEdit={canEdit}
            onClose={closeAside}
          />
        )}
      </div>
      {editor && (canEdit || canComment) && !(touch && canEdit) && draft === null && aside !== 'history' && (
        <SelectionBar editor={editor} canEdit={canEdit} tools={tools} />
      )}
      {editor && canEdit && <BlockBar editor={editor} />}
      {editor && canEdit && <LinkBar editor={editor} openLink={environment.openExternal} />}
      {editor && canEdit && <CompletionList editor={editor} store={completion.store} />}
    </section>
  );
};
