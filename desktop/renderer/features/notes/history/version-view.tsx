/** A version with what changed in it marked: underlined and struck through, not by colour alone. */
import { Extension, Mark, Node } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { CodeColours } from '../editor/highlight.ts';
import { noteSchema } from '../editor/note-schema.ts';
import textStyles from '../editor/note-text.module.css';
import type { ReferenceWords } from '../editor/references.ts';
import type { VersionDiff } from './version-diff.ts';

const Added = Mark.create({ name: 'added', excludes: '', renderHTML: () => ['ins', 0] });
const Removed = Mark.create({ name: 'removed', excludes: '', renderHTML: () => ['del', 0] });

const changeable = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'taskItem',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
];

const Changes = Extension.create({
  name: 'changes',
  addGlobalAttributes: () => [
    {
      types: changeable,
      attributes: {
        change: {
          default: null,
          rendered: true,
          renderHTML: ({ change }) => (change === null ? {} : { 'data-change': String(change) }),
        },
      },
    },
  ],
});

const foldedBlocks = (say: (count: number) => string) =>
  Node.create({
    name: 'foldedBlocks',
    group: 'block',
    atom: true,
    addAttributes: () => ({ count: { default: 0 } }),
    renderHTML: ({ node }) => ['div', { class: textStyles.folded }, say(Number(node.attrs['count']))],
  });

export const VersionView = ({
  diff,
  words,
  label,
}: {
  diff: VersionDiff;
  words: ReferenceWords;
  label: string;
}) => {
  const { t } = useTranslation();
  const editor = useEditor(
    {
      injectCSS: false,
      editable: false,
      shouldRerenderOnTransaction: false,
      content: diff.doc,
      extensions: [
        ...noteSchema({ words, taskLabel: (text) => t('notes.taskLabel', { text }) }),
        Added,
        Removed,
        Changes,
        foldedBlocks((count) => t('notes.folded', { count })),
        CodeColours,
      ],
      editorProps: {
        attributes: { class: textStyles.text ?? '', 'aria-label': label, role: 'document', tabindex: '0' },
        handleDOMEvents: {
          click: (_view, event) => {
            event.preventDefault();
            return false;
          },
        },
      },
    },
    [diff],
  );
  return <EditorContent editor={editor} />;
};
