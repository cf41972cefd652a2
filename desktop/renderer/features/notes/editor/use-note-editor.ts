/** The editor of an open note: everything that is in it, put together. */
import { type Editor, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { useEditor } from '@tiptap/react';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { useTranslation } from 'react-i18next';
import { type NoteSession, noteField } from '../session/note-session.ts';
import type { NoteWords } from '../use-reference-words.ts';
import { Carets } from './carets.ts';
import { CommentMarks } from './comment-marks.ts';
import { Completion, type CompletionOptions } from './completion.ts';
import { CodeColours } from './highlight.ts';
import { Hints } from './hints.ts';
import { linkOf } from './link-bar.tsx';
import { noteToMarkdown } from './note-markdown.ts';
import { noteSchema } from './note-schema.ts';
import styles from './note-text.module.css';
import { type PasteAnswers, takeTransfer } from './paste.ts';
import { sayUnknown } from './placeholders.ts';
import { SyncCare } from './sync-care.ts';

export type NoteEditorDeps = {
  readonly session: NoteSession;
  /** What the note is called to who can't see it. */
  readonly label: string;
  readonly words: NoteWords;
  readonly canEdit: boolean;
  readonly canComment: boolean;
  readonly completion: CompletionOptions;
  readonly paste: PasteAnswers;
  readonly openLink: (url: string) => void;
  readonly onPickComment: (id: string) => void;
  /** Mod-Alt-M on a selection. */
  readonly onComment: () => void;
  readonly kept: {
    current: { readonly from: number; readonly to: number; readonly focused: boolean } | null;
  };
};

/** Who may comment but not edit moves a caret through the note and selects by keyboard: changes are let go. */
const ReadOnly = Extension.create<{ readonly on: boolean }>({
  name: 'readOnly',
  addOptions: () => ({ on: false }),
  addProseMirrorPlugins() {
    if (!this.options.on) return [];
    return [
      new Plugin({
        filterTransaction: (transaction) =>
          !transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined,
      }),
    ];
  },
});

const shiftHeld = { current: false };

export const useNoteEditor = (deps: NoteEditorDeps): Editor | null => {
  const { t } = useTranslation();
  const { session, words, canEdit, canComment, kept } = deps;
  sayUnknown(t('notes.unknown'));
  return useEditor(
    {
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      editable: canEdit || canComment,
      enableContentCheck: false,
      // As JSON: an empty text would be read as HTML, which the pages' policy refuses.
      content: { type: 'doc', content: [{ type: 'paragraph' }] },
      extensions: [
        ...noteSchema({ words, taskLabel: (text) => t('notes.taskLabel', { text }) }),
        Collaboration.configure({ document: session.doc, field: noteField }),
        SyncCare,
        Carets.configure({ awareness: session.awareness, person: words.person }),
        CodeColours,
        CommentMarks.configure({ onPick: deps.onPickComment }),
        Hints.configure({ empty: t('notes.emptyHint'), line: t('notes.lineHint') }),
        ReadOnly.configure({ on: !canEdit }),
        ...(canEdit ? [Completion.configure(deps.completion)] : []),
        Extension.create({
          name: 'noteKeys',
          addKeyboardShortcuts: () => ({
            'Mod-Alt-m': () => {
              deps.onComment();
              return true;
            },
          }),
        }),
      ],
      editorProps: {
        attributes: {
          class: styles.text ?? '',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': deps.label,
          'aria-readonly': String(!canEdit),
          ...(canEdit ? {} : { inputmode: 'none' }),
          spellcheck: String(canEdit),
        },
        handleClick: (view, _pos, event) => {
          const link = linkOf(event.target);
          if (!link || (canEdit && !event.ctrlKey && !event.metaKey)) return false;
          deps.openLink(link);
          return view.editable;
        },
        handleDOMEvents: {
          // A link of the document never leads the page itself anywhere.
          click: (_view, event) => {
            if (linkOf(event.target)) event.preventDefault();
            return false;
          },
          auxclick: (_view, event) => {
            if (linkOf(event.target)) event.preventDefault();
            return false;
          },
          keydown: (_view, event) => {
            shiftHeld.current = event.shiftKey;
            return false;
          },
          // Before ProseMirror's own, which would make markup of it.
          paste: (view, event) => {
            event.preventDefault();
            if (event.clipboardData && canEdit)
              takeTransfer(view, event.clipboardData, shiftHeld.current, deps.paste);
            return true;
          },
          drop: (view, event) => {
            // What is dragged within the note is moved as it is.
            if (view.dragging || !event.dataTransfer) return false;
            event.preventDefault();
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (!canEdit || !at) return true;
            view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
            takeTransfer(view, event.dataTransfer, false, deps.paste);
            return true;
          },
        },
        clipboardTextSerializer: (slice, view) =>
          noteToMarkdown(view.state.schema.topNodeType.create(null, slice.content), words),
      },
      onCreate: ({ editor }) => {
        const { current } = kept;
        if (!current) return;
        const most = editor.state.doc.content.size;
        editor.commands.setTextSelection({
          from: Math.min(current.from, most),
          to: Math.min(current.to, most),
        });
        if (current.focused) editor.commands.focus(undefined, { scrollIntoView: false });
      },
      onBlur: () => {
        if (kept.current) kept.current = { ...kept.current, focused: false };
      },
      onSelectionUpdate: ({ editor }) => {
        const { from, to } = editor.state.selection;
        kept.current = { from, to, focused: editor.isFocused };
      },
    },
    [session],
  );
};
