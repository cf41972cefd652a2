/** What a block can be made into: for the slash menu, the menu of the selection and the bar on touch. */
import type { Editor } from '@tiptap/core';
import type { TFunction } from 'i18next';
import {
  Code,
  Heading1,
  Heading2,
  Heading3,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Minus,
  Pilcrow,
  Quote,
  Table,
} from 'lucide-react';

export type BlockCommand = {
  readonly id: string;
  readonly label: string;
  /** What it is also found by, in both languages. */
  readonly find: string;
  /** The Markdown that makes it while typing. */
  readonly keys: string;
  readonly icon: LucideIcon;
  readonly run: (editor: Editor) => void;
};

export const blockCommands = (t: TFunction): readonly BlockCommand[] => [
  {
    id: 'paragraph',
    label: t('notes.paragraph'),
    find: 'text paragraph 글 본문',
    keys: '',
    icon: Pilcrow,
    run: (editor) => void editor.chain().focus().clearNodes().run(),
  },
  ...([1, 2, 3] as const).map((level) => ({
    id: `heading${level}`,
    label: [t('notes.heading1'), t('notes.heading2'), t('notes.heading3')][level - 1] ?? '',
    find: `heading title 제목 h${level}`,
    keys: '#'.repeat(level),
    icon: [Heading1, Heading2, Heading3][level - 1] ?? Heading1,
    run: (editor: Editor) => void editor.chain().focus().toggleHeading({ level }).run(),
  })),
  {
    id: 'bulletList',
    label: t('notes.bulletList'),
    find: 'bullet list 목록 점',
    keys: '-',
    icon: List,
    run: (editor) => void editor.chain().focus().toggleBulletList().run(),
  },
  {
    id: 'orderedList',
    label: t('notes.orderedList'),
    find: 'numbered ordered list 번호 목록',
    keys: '1.',
    icon: ListOrdered,
    run: (editor) => void editor.chain().focus().toggleOrderedList().run(),
  },
  {
    id: 'taskList',
    label: t('notes.taskList'),
    find: 'task todo check list 할 일 체크',
    keys: '[ ]',
    icon: ListChecks,
    run: (editor) => void editor.chain().focus().toggleTaskList().run(),
  },
  {
    id: 'blockquote',
    label: t('notes.quote'),
    find: 'quote 인용',
    keys: '>',
    icon: Quote,
    run: (editor) => void editor.chain().focus().toggleBlockquote().run(),
  },
  {
    id: 'codeBlock',
    label: t('notes.codeBlock'),
    find: 'code 코드',
    keys: '```',
    icon: Code,
    run: (editor) => void editor.chain().focus().toggleCodeBlock().run(),
  },
  {
    id: 'table',
    label: t('notes.table'),
    find: 'table 표',
    keys: '',
    icon: Table,
    run: (editor) => void editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
  {
    id: 'rule',
    label: t('notes.rule'),
    find: 'rule line divider 줄 구분선',
    keys: '---',
    icon: Minus,
    run: (editor) => void editor.chain().focus().setHorizontalRule().run(),
  },
];

/** The kind of the block that the caret is in. */
export const blockAt = (editor: Editor): string => {
  for (const [type, id] of [
    ['bulletList', 'bulletList'],
    ['orderedList', 'orderedList'],
    ['taskList', 'taskList'],
    ['blockquote', 'blockquote'],
    ['codeBlock', 'codeBlock'],
  ] as const)
    if (editor.isActive(type)) return id;
  const level = Number(editor.getAttributes('heading')['level'] ?? 0);
  return level > 0 ? `heading${level}` : 'paragraph';
};

/** Those whose name or other names begin with what was typed, then those that hold it. */
export const findBlocks = (commands: readonly BlockCommand[], query: string): readonly BlockCommand[] => {
  const wanted = query.trim().toLocaleLowerCase();
  if (wanted === '') return commands;
  const said = ({ label, find }: BlockCommand) => `${label} ${find}`.toLocaleLowerCase();
  const begins = (command: BlockCommand) =>
    said(command)
      .split(' ')
      .some((word) => word.startsWith(wanted));
  const found = commands.filter((command) => said(command).includes(wanted));
  return found.toSorted((a, b) => Number(begins(b)) - Number(begins(a)));
};
