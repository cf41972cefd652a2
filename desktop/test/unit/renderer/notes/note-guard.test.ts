/**
 * HARDENING attack 10 for notes: whatever a document holds, what the page makes of it is of the schema, with
 * attributes that it can draw and links that may be followed; and looking at it changes nothing in it [T16].
 */
import { getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { hardenSchema, maxNesting, rebuilt } from '../../../../renderer/features/notes/editor/guard.ts';
import { markdownToSlice, noteToMarkdown } from '../../../../renderer/features/notes/editor/note-markdown.ts';
import { noteSchema } from '../../../../renderer/features/notes/editor/note-schema.ts';
import type { ReferenceWords } from '../../../../renderer/features/notes/editor/references.ts';

const schema = getSchema([...noteSchema()]);
hardenSchema(schema);

type Tree = {
  readonly name: string;
  readonly attrs?: Record<string, unknown>;
  readonly children?: readonly (Tree | string)[];
};
const elementOf = ({ name, attrs = {}, children = [] }: Tree): Y.XmlElement<Record<string, never>> => {
  const element = new Y.XmlElement<Record<string, never>>(name);
  for (const [key, value] of Object.entries(attrs))
    Reflect.apply(element.setAttribute, element, [key, value]);
  element.insert(
    0,
    children.map((child) => (typeof child === 'string' ? new Y.XmlText(child) : elementOf(child))),
  );
  return element;
};

/** What the page shows of it, and whether it left the document alone. */
const shown = (...trees: readonly Tree[]): { readonly root: Node; readonly untouched: boolean } => {
  const doc = new Y.Doc();
  doc.getXmlFragment('default').insert(0, trees.map(elementOf));
  return shownOf(doc);
};
const shownOf = (written: Y.Doc) => {
  // By somebody else.
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(written));
  const before = Y.encodeStateAsUpdate(doc);
  const root = rebuilt(yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment('default'), schema));
  return { root, untouched: Buffer.from(before).equals(Buffer.from(Y.encodeStateAsUpdate(doc))) };
};
const linked = (href: unknown): Y.Doc => {
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  text.insert(0, 'x', {
    link: { href, target: '_top', onclick: 'alert(1)' },
    script: true,
    bold: { style: 'x' },
  });
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  doc.getXmlFragment('default').insert(0, [paragraph]);
  return doc;
};
const heightOf = (node: Node): number =>
  node.content.content.reduce((most, child) => Math.max(most, 1 + heightOf(child)), 0);

describe('links', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'app://maru/index.html',
    'blob:https://evil.example/1',
    '//evil.example/x',
    'https://user:secret@evil.example/',
    'mailto:a@b.example?attach=/etc/passwd',
    { toString: 'javascript:alert(1)' },
    null,
    42,
  ])('%j is text', (href) => {
    const { root, untouched } = shownOf(linked(href));
    expect(root.textContent).toBe('x');
    expect(JSON.stringify(root)).not.toContain('"link"');
    expect(JSON.stringify(root)).not.toMatch(/script|onclick|style/);
    expect(untouched).toBe(true);
  });

  it('that may be followed carry their address and nothing that was sent along', () => {
    const { root } = shownOf(linked('https://a.example/b'));
    const mark = root.firstChild?.firstChild?.marks.find(({ type }) => type.name === 'link');
    expect(mark?.attrs).toMatchObject({ href: 'https://a.example/b', target: null });
    expect(JSON.stringify(root)).not.toContain('onclick');
  });
});

describe('nodes', () => {
  const paragraph = (...children: readonly (Tree | string)[]): Tree => ({ name: 'paragraph', children });

  it.each<readonly [string, Tree]>([
    [
      'of a newer version',
      { name: 'video', attrs: { src: 'https://evil.example/x' }, children: [paragraph('x')] },
    ],
    ['that call themselves a script', { name: 'script', children: ['alert(1)'] }],
    ['with another’s name', { name: 'constructor' }],
    ['inside of text', paragraph('before ', { name: 'iframe', attrs: { srcdoc: '<script>' } }, ' after')],
    ['that may not stand there', { name: 'listItem', children: [paragraph('x')] }],
    [
      'with a mention of nobody',
      paragraph({ name: 'mention', attrs: { kind: 'member', id: '<img src=x>' } }),
    ],
    ['without what they need', { name: 'bulletList' }],
    ['with text where blocks belong', { name: 'blockquote', children: ['just text'] }],
    [
      'with sizes that nobody can draw',
      {
        name: 'table',
        children: [
          {
            name: 'tableRow',
            children: [{ name: 'tableCell', attrs: { colspan: 1e9, rowspan: -1, colwidth: [1e9] } }],
          },
        ],
      },
    ],
    [
      'with a level of their own',
      { name: 'heading', attrs: { level: { toString: 1 }, onclick: 'x' }, children: ['h'] },
    ],
    [
      'with a language as long as a book',
      { name: 'codeBlock', attrs: { language: 'x'.repeat(1e5) }, children: ['c'] },
    ],
  ])('%s are shown as far as they can be, and are still in the document', (_what, tree) => {
    const { root, untouched } = shown(tree, paragraph('the rest'));
    expect(() => root.check()).not.toThrow();
    expect(root.textContent).toContain('the rest');
    expect(JSON.stringify(root)).not.toMatch(/evil|srcdoc|onclick|1000000000|<img/);
    expect(untouched).toBe(true);
  });

  it('nest as deep as people write, and no deeper', () => {
    const nested = (depth: number): Tree =>
      depth === 0 ? paragraph('bottom') : { name: 'blockquote', children: [nested(depth - 1)] };
    expect(shown(nested(10)).root.textContent).toBe('bottom');
    const { root, untouched } = shown(nested(100));
    expect(heightOf(root)).toBeLessThanOrEqual(maxNesting + 1);
    expect(untouched).toBe(true);
  });

  it('objects of other editors inside of text leave the text', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    text.insert(0, 'ab');
    text.insertEmbed(1, { image: 'https://evil.example/x.png' });
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [text]);
    doc.getXmlFragment('default').insert(0, [block]);
    const { root, untouched } = shownOf(doc);
    expect(root.textContent).toBe('a\ufffcb');
    expect(untouched).toBe(true);
  });

  it('whatever a document holds, what is made of it is of the schema', () => {
    const names = [...Object.keys(schema.nodes), 'script', 'div', '__proto__', ''];
    const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.record({
        name: fc.constantFrom(...names),
        attrs: fc.dictionary(
          fc.constantFrom('level', 'colspan', 'rowspan', 'kind', 'id', 'start', 'checked'),
          fc.jsonValue(),
        ),
        children: fc.array(fc.oneof({ depthSize: 'small' }, fc.string(), tie('tree')), { maxLength: 4 }),
      }),
    })).tree;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (trees) => {
        const { root, untouched } = shown(...trees);
        if (trees.length > 0) root.check();
        expect(untouched).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('Markdown', () => {
  const words: ReferenceWords = {
    mention: () => ({ text: '@하늘', me: false }),
    message: () => '#마루',
    watch: () => () => undefined,
    open: () => undefined,
  };
  const through = (markdown: string): string =>
    noteToMarkdown(schema.topNodeType.create(null, markdownToSlice(schema, markdown).content), words).trim();

  it.each([
    '# 제목\n\n본문 **굵게** *기울임* ~~취소~~ `코드`',
    '- 하나\n- 둘\n  - 안쪽',
    '1. 하나\n2. 둘',
    '- [ ] 할 일\n- [x] 한 일',
    '> 인용',
    '```ts\nconst a = 1;\n```',
    '[글](https://a.example/b)',
    '---',
  ])('%j comes back as it was', (markdown) => expect(through(markdown)).toBe(markdown));

  it('keeps a table', () =>
    expect(through('| a | b |\n| --- | --- |\n| 1 | 2 |')).toMatch(/\|\s*a\s*\|\s*b\s*\|[\s\S]*1\s*\|\s*2/));

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x">b</b>',
    '<!-- x -->',
  ])('markup in it is text: %j', (markup) => {
    const { content } = markdownToSlice(schema, markup);
    expect(content.textBetween(0, content.size, '\n')).toBe(markup);
  });
  it('a picture is a link to it, an unsafe link is text', () => {
    const { content } = markdownToSlice(schema, '![cat](https://a.example/cat.png) [x](javascript:alert(1))');
    expect(JSON.stringify(content.toJSON())).toContain('https://a.example/cat.png');
    expect(JSON.stringify(content.toJSON())).not.toContain('javascript');
  });
});
