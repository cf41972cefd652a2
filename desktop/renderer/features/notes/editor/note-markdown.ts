/** Markdown in and out of a note. Markup inside of Markdown stays the text that it is. */
import { Extension, type JSONContent } from '@tiptap/core';
import { MarkdownManager } from '@tiptap/markdown';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { rebuilt } from './guard.ts';
import { noteSchema } from './note-schema.ts';
import type { ReferenceWords } from './references.ts';

/** A picture from elsewhere is a link to it: opening a note makes no request. */
const PicturesAsLinks = Extension.create({
  name: 'picturesAsLinks',
  markdownTokenName: 'image',
  parseMarkdown: (token, helpers) =>
    helpers.applyMark('link', [helpers.createTextNode(token.text || token.href || '')], { href: token.href }),
});

const nameless: ReferenceWords = {
  mention: (_kind, id) => ({ text: `@${id.slice(0, 6)}`, me: false }),
  message: () => '#',
  watch: () => () => undefined,
  open: () => undefined,
};
/** Whose names are written. */
const naming = { current: nameless };

let made: MarkdownManager | null = null;
/** One for all: each that is made teaches the one Markdown reader of the bundle its words once more. */
const manager = (): MarkdownManager => {
  if (made) return made;
  const words: ReferenceWords = {
    ...nameless,
    mention: (kind, id) => naming.current.mention(kind, id),
    message: (attrs) => naming.current.message(attrs),
  };
  made = new MarkdownManager({ extensions: [...noteSchema({ words }), PicturesAsLinks] });
  // `undefined`: no such thing in this Markdown, so that it is read as text.
  made.instance.use({ tokenizer: { html: () => undefined, tag: () => undefined } });
  return made;
};

/** What `text` says as content of a note. */
export const markdownToSlice = (schema: Schema, text: string): Slice => {
  const parsed = manager().parse(text.replaceAll('\r\n', '\n'));
  const nodes = (parsed.content ?? []).flatMap((json) => fromJson(schema, json));
  return Slice.maxOpen(Fragment.fromArray(nodes));
};

const fromJson = (schema: Schema, json: JSONContent): readonly Node[] => {
  if (json.type === 'text')
    return json.text
      ? [
          schema.text(
            json.text,
            (json.marks ?? []).map(({ type, attrs }) => schema.mark(type, attrs)),
          ),
        ]
      : [];
  if (!json.type) return [];
  const children = (json.content ?? []).flatMap((child) => fromJson(schema, child));
  return [schema.node(json.type, json.attrs ?? null, children)];
};

/** The slice with each node made again by what checks them: HTML says what it likes of a cell's size. */
export const checkedSlice = (slice: Slice): Slice =>
  new Slice(
    Fragment.fromArray(slice.content.content.map((node) => rebuilt(node))),
    slice.openStart,
    slice.openEnd,
  );

/** The note as Markdown, with names as they are now. */
export const noteToMarkdown = (doc: Node, words: ReferenceWords): string => {
  naming.current = words;
  return manager().serialize(doc.toJSON());
};
