/**
 * Colours for code. What a block of code looks like is kept by the block itself, so that a key in a note of a
 * megabyte costs one pass over its blocks and the colours of the one that changed.
 */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { common, createLowlight } from 'lowlight';

const lowlight = createLowlight(common);
export const codeLanguages: readonly string[] = lowlight.listLanguages().toSorted();

/** Longer code is shown plain: colouring it would take longer than a frame. */
const colouredChars = 20_000;

type Span = { readonly from: number; readonly to: number; readonly className: string };
type Tree = ReturnType<typeof lowlight.highlight>['children'][number];

const spansOf = (code: string, language: string): readonly Span[] => {
  const spans: Span[] = [];
  let at = 0;
  const walk = (tree: Tree, classes: readonly string[]): void => {
    if (tree.type === 'text') {
      const to = at + tree.value.length;
      if (classes.length > 0) spans.push({ from: at, to, className: classes.join(' ') });
      at = to;
    } else if (tree.type === 'element') {
      const own = tree.properties['className'];
      const all = Array.isArray(own) ? [...classes, ...own.map(String)] : classes;
      for (const child of tree.children) walk(child, all);
    }
  };
  for (const child of lowlight.highlight(language, code).children) walk(child, []);
  return spans;
};

const known = new WeakMap<Node, readonly Span[]>();
const coloursOf = (block: Node): readonly Span[] => {
  const before = known.get(block);
  if (before) return before;
  const language = block.attrs['language'];
  const code = block.textContent;
  const spans =
    typeof language === 'string' && lowlight.registered(language) && code.length <= colouredChars
      ? spansOf(code, language)
      : [];
  known.set(block, spans);
  return spans;
};

const decorationsOf = (doc: Node): DecorationSet => {
  const decorations: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === 'codeBlock')
      for (const { from, to, className } of coloursOf(node))
        decorations.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: className }));
    // Only into what can hold a block of code.
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, decorations);
};

const key = new PluginKey<DecorationSet>('code-colours');

/** Whether a change may have touched code; else the colours move along. */
const touchesCode = (doc: Node, from: number, to: number): boolean => {
  let found = false;
  doc.nodesBetween(Math.max(0, from), Math.min(doc.content.size, to), (node) => {
    found ||= node.type.name === 'codeBlock';
    return !found && !node.isTextblock;
  });
  return found;
};

export const CodeColours = Extension.create({
  name: 'codeColours',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, { doc }) => decorationsOf(doc),
        apply: (transaction, before, old, now) => {
          if (!transaction.docChanged) return before;
          const start = now.doc.content.findDiffStart(old.doc.content);
          if (start === null) return before;
          const end = now.doc.content.findDiffEnd(old.doc.content);
          return touchesCode(old.doc, start, end?.b ?? start) || touchesCode(now.doc, start, end?.a ?? start)
            ? decorationsOf(now.doc)
            : before.map(transaction.mapping, transaction.doc);
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});
