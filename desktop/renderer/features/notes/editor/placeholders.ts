/** What stands in the page for content that this version doesn't know: see guard.ts. It is never written. */
import { Mark, Node } from '@tiptap/core';
import styles from './note-text.module.css';

const words = { text: '' };
/** Said in the reader's language; set with each editor. */
export const sayUnknown = (text: string): void => {
  words.text = text;
};

export const UnknownBlock = Node.create({
  name: 'unknownBlock',
  group: 'block',
  atom: true,
  selectable: false,
  renderHTML: () => ['div', { class: styles.unknown }, words.text],
  renderText: () => '',
  renderMarkdown: () => '',
});

export const UnknownInline = Node.create({
  name: 'unknownInline',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  renderHTML: () => ['span', { class: styles.unknown }, words.text],
  renderText: () => '',
  renderMarkdown: () => '',
});

export const UnknownMark = Mark.create({
  name: 'unknownMark',
  renderHTML: () => ['span', 0],
});
