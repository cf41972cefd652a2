/**
 * What a note can hold: Tiptap's own nodes and marks, and ours. One list for the editor, for what history shows and
 * for Markdown, so that none of them knows more than another. Links are those that may be followed anywhere in Maru.
 */
import { type AnyExtension, Extension } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { safeLink } from '../../../text/links.ts';
import { hardenSchema } from './guard.ts';
import { UnknownBlock, UnknownInline, UnknownMark } from './placeholders.ts';
import { Mention, MessageLink, type ReferenceWords } from './references.ts';

export const headingLevels = [1, 2, 3, 4] as const;

/** Before the first node is made of what others wrote. */
const Hardened = Extension.create({
  name: 'hardened',
  onBeforeCreate() {
    hardenSchema(this.editor.schema);
  },
});

export type SchemaOptions = {
  readonly words?: ReferenceWords;
  /** What a task's box is called, by its text. */
  readonly taskLabel?: (text: string) => string;
};

/** Without history: what an editor over Yjs and one over nothing have in common. */
export const noteSchema = ({ words, taskLabel }: SchemaOptions = {}): readonly AnyExtension[] => [
  StarterKit.configure({
    heading: { levels: [...headingLevels] },
    undoRedo: false,
    underline: false,
    // It would write a line into every note that is looked at.
    trailingNode: false,
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      isAllowedUri: (url) => safeLink(url) !== null,
      HTMLAttributes: { target: null, rel: 'noopener noreferrer' },
    },
  }),
  TaskList,
  TaskItem.configure({
    nested: true,
    ...(taskLabel ? { a11y: { checkboxLabel: (node) => taskLabel(node.textContent) } } : {}),
  }),
  TableKit.configure({ table: { resizable: false } }),
  words ? Mention.configure({ words }) : Mention,
  words ? MessageLink.configure({ words }) : MessageLink,
  UnknownBlock,
  UnknownInline,
  UnknownMark,
  Hardened,
];
