/** What a note says, by blocks: for search, lists and quotes. */
import { type Doc, XmlElement, XmlText } from 'yjs';
import type { DocumentText } from '../port.ts';
import { noteRoot } from './note-root.ts';

/** Blocks that hold text themselves; all others hold blocks. */
const textBlocks: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock']);

type Block = DocumentText['blocks'][number] & { readonly isHeading: boolean };

/** The plain text of what stands in a line. */
const inlineText = (node: unknown): string => {
  if (node instanceof XmlText)
    return node
      .toDelta()
      .map(({ insert }: { readonly insert: unknown }) => (typeof insert === 'string' ? insert : ''))
      .join('');
  if (!(node instanceof XmlElement)) return '';
  return node.nodeName === 'hardBreak' ? '\n' : node.toArray().map(inlineText).join('');
};

const keyOf = (element: XmlElement): string => {
  const id = element._item?.id;
  return id === undefined ? '' : `${id.client}.${id.clock}`;
};

const blocksOf = (node: unknown): readonly Block[] => {
  if (!(node instanceof XmlElement)) return [];
  const children = node.toArray();
  if (!textBlocks.has(node.nodeName)) return children.flatMap(blocksOf);
  const text = children.map(inlineText).join('');
  return text.trim() === '' ? [] : [{ key: keyOf(node), text, isHeading: node.nodeName === 'heading' }];
};

const firstLine = (text: string): string => text.trim().split('\n', 1).join('');

/** The title is the first heading, or the first line where there is none. */
export const noteText = (doc: Doc): DocumentText => {
  const blocks = doc.getXmlFragment(noteRoot).toArray().flatMap(blocksOf);
  const named = blocks.find(({ isHeading }) => isHeading) ?? blocks[0];
  return {
    title: named === undefined ? '' : firstLine(named.text),
    blocks: blocks.map(({ key, text }) => ({ key, text })),
  };
};
