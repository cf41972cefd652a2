/**
 * Mentions and links to messages inside of a note: atoms that hold ids. What they are called is asked of the page
 * when they are drawn, and drawn again when it changes; a name in the document would be anybody's to write.
 */
import { mergeAttributes, Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import styles from './note-text.module.css';

export type ReferenceWords = {
  /** `me`: of oneself, or of a role one has. */
  mention(kind: 'member' | 'role', id: string): { readonly text: string; readonly me: boolean };
  message(attrs: MessageReference): string;
  /** Tells when any of it may be another. Returns its own end. */
  watch(changed: () => void): () => void;
  open(attrs: MessageReference): void;
};
export type MessageReference = {
  readonly channel: string;
  readonly thread: string | null;
  readonly message: string;
};

export type ReferenceOptions = { readonly words: ReferenceWords };

const noWords: ReferenceWords = {
  mention: (_kind, id) => ({ text: `@${id.slice(0, 6)}`, me: false }),
  message: () => '#',
  watch: () => () => undefined,
  open: () => undefined,
};

const referenceOf = (node: ProseMirrorNode): MessageReference => ({
  channel: String(node.attrs['channel']),
  thread: node.attrs['thread'] === null ? null : String(node.attrs['thread']),
  message: String(node.attrs['message']),
});
const kindOf = (node: ProseMirrorNode) => (node.attrs['kind'] === 'role' ? 'role' : 'member');

const dataAttribute = (name: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`),
  renderHTML: (attrs: Record<string, unknown>) => ({ [`data-${name}`]: attrs[name] }),
});

export const Mention = Node.create<ReferenceOptions>({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addOptions: () => ({ words: noWords }),
  addAttributes: () => ({ kind: dataAttribute('kind'), id: dataAttribute('id') }),
  parseHTML: () => [{ tag: 'span[data-type="mention"]' }],
  renderHTML({ node, HTMLAttributes }) {
    const { text } = this.options.words.mention(kindOf(node), String(node.attrs['id']));
    return ['span', mergeAttributes(HTMLAttributes, { 'data-type': 'mention', class: styles.mention }), text];
  },
  renderText({ node }) {
    return this.options.words.mention(kindOf(node), String(node.attrs['id'])).text;
  },
  renderMarkdown(node) {
    const words: ReferenceWords = this.options?.words ?? noWords;
    return words.mention(node.attrs?.['kind'] === 'role' ? 'role' : 'member', String(node.attrs?.['id']))
      .text;
  },
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('bdi');
      dom.className = styles.mention ?? '';
      const draw = () => {
        const { text, me } = this.options.words.mention(kindOf(node), String(node.attrs['id']));
        dom.textContent = text;
        dom.toggleAttribute('data-me', me);
      };
      draw();
      const end = this.options.words.watch(draw);
      return { dom, ignoreMutation: () => true, destroy: end };
    };
  },
});

export const MessageLink = Node.create<ReferenceOptions>({
  name: 'messageLink',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addOptions: () => ({ words: noWords }),
  addAttributes: () => ({
    channel: dataAttribute('channel'),
    thread: dataAttribute('thread'),
    message: dataAttribute('message'),
  }),
  parseHTML: () => [{ tag: 'span[data-type="messageLink"]' }],
  renderHTML({ node, HTMLAttributes }) {
    return [
      'span',
      mergeAttributes(HTMLAttributes, { 'data-type': 'messageLink', class: styles.messageLink }),
      this.options.words.message(referenceOf(node)),
    ];
  },
  renderText({ node }) {
    return this.options.words.message(referenceOf(node));
  },
  renderMarkdown(node) {
    const words: ReferenceWords = this.options?.words ?? noWords;
    return words.message({
      channel: String(node.attrs?.['channel']),
      thread: node.attrs?.['thread'] ?? null,
      message: String(node.attrs?.['message']),
    });
  },
  addNodeView() {
    return ({ node }) => {
      const reference = referenceOf(node);
      const dom = document.createElement('button');
      dom.type = 'button';
      dom.className = styles.messageLink ?? '';
      dom.contentEditable = 'false';
      const draw = () => {
        dom.textContent = this.options.words.message(reference);
      };
      draw();
      dom.addEventListener('click', () => this.options.words.open(reference));
      const end = this.options.words.watch(draw);
      return { dom, ignoreMutation: () => true, stopEvent: (event) => event.type === 'click', destroy: end };
    };
  },
});
