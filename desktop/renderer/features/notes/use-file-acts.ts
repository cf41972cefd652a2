/** Markdown out of a note and into it: the clipboard, a file. */
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../stores/services.ts';
import { markdownToSlice, noteToMarkdown } from './editor/note-markdown.ts';
import type { NoteFileActs } from './note-bar.tsx';
import type { NoteWords } from './use-reference-words.ts';

const saveFile = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replaceAll(/[\\/:*?"<>|\p{C}]/gu, ' ').trim() || 'note'}.md`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

export const useFileActs = (editor: Editor | null, words: NoteWords, name: string): NoteFileActs => {
  const { toasts } = useServices();
  const { t } = useTranslation();
  const markdown = () => (editor ? noteToMarkdown(editor.state.doc, words) : '');
  return {
    copy: async () => {
      try {
        await navigator.clipboard.writeText(markdown());
        toasts.show(t('notes.copied'));
      } catch {
        toasts.show(t('notes.notCopied'), { tone: 'problem' });
      }
    },
    save: () => saveFile(name, markdown()),
    insert: (text) => {
      if (!editor) return;
      const { state, view } = editor;
      view.dispatch(state.tr.replaceSelection(markdownToSlice(state.schema, text)).scrollIntoView());
      editor.commands.focus();
    },
  };
};
