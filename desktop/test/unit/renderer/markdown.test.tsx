/**
 * HARDENING attack 10: what peers write becomes elements from a short list, links that can be followed
 * are http, https or mailto and say where they lead, and no text is dear to parse [T16].
 */
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { externalUrl } from '../../../main/rules/external.ts';
import { Markdown } from '../../../renderer/components/markdown.tsx';
import { destinationOf, safeLink, splitLinks } from '../../../renderer/text/links.ts';
import { parseMarkdown } from '../../../renderer/text/markdown.ts';

const nobody = { mentions: [], me: null, openLink: () => undefined };
const shown = (text: string): string => renderToStaticMarkup(<Markdown text={text} {...nobody} />);
const textOf = (html: string): string =>
  html
    .replace(/<br\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
const tagsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<([a-z0-9]+)/g)].flatMap(([, tag]) => tag ?? []);
const linksOf = (html: string): readonly string[] =>
  [...html.matchAll(/<a href="([^"]*)"/g)].flatMap(([, href]) => href ?? []);

const allowedTags = new Set('div p strong em del code pre br hr blockquote ol ul li a bdi span'.split(' '));
const allowedAttributes = /^(?: (?:href|rel|title|class|dir|start|tabindex|data-big|data-me)="[^"]*")*\/?$/;

/** Whatever was written: known tags, known attributes, no address but http, https and mailto. */
const expectHarmless = (html: string): void => {
  for (const [, tag = '', attributes = ''] of html.matchAll(/<\/?([a-zA-Z0-9]+)([^>]*)>/g)) {
    expect(allowedTags).toContain(tag);
    expect(attributes).toMatch(allowedAttributes);
  }
  for (const href of linksOf(html)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
  expect(html).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /);
};

const scripts = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3A;alert(1)',
  '&#106;avascript:alert(1)',
  'java\\script:alert(1)',
  '%6Aavascript:alert(1)',
  'javascript%3Aalert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\tscript:alert(1)',
  'java&Tab;script:alert(1)',
  'java&NewLine;script:alert(1)',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'DATA:image/svg+xml,<svg/onload=alert(1)>',
  'vbscript:msgbox(1)',
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  'app://maru/index.html',
  'maru://join#join=AbC',
  'ms-msdt:/id',
  'search-ms:query=x',
  'view-source:a.example',
  '//evil.example/protocol-relative',
  '/absolute',
  '#fragment',
  'https://user:secret@evil.example/',
  'https:\\\\evil.example',
  'mailto:a@b.example?attach=/etc/passwd',
];

describe('links that must not open', () => {
  it.each(scripts)('%j is text in every form of link', (address) => {
    for (const text of [
      `[x](${address})`,
      `[x](<${address}>)`,
      `![x](${address})`,
      `<${address}>`,
      `[x][1]\n\n[1]: ${address}`,
      `[![x](${address})](${address})`,
      `**[x](${address} "title")**`,
      address,
    ]) {
      const html = shown(text);
      expectHarmless(html);
      expect(linksOf(html).filter((href) => !href.startsWith('https://evil.example/1'))).toEqual([]);
    }
  });
});

describe('markup that people paste', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<style>@import "//evil.example"</style>',
    '<!-- comment --> after',
    '<![CDATA[x]]>',
    '<?php x ?>',
    '<b>bold</b>',
    '</p></div><script>x</script>',
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '`</code><script>alert(1)</script>`',
    '```html\n</code></pre><script>alert(1)</script>\n```',
    '```"onload="alert(1)\nx\n```',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '[</a><script>alert(1)</script>](https://a.example)',
    '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    '<div>\n\n[x](javascript:alert(1))\n\n</div>',
  ])('%j becomes text', (text) => expectHarmless(shown(text)));

  it('is shown as it was typed, whole', () => {
    expect(textOf(shown('<b onclick="x">bold</b>'))).toBe('<b onclick="x">bold</b>');
    expect(textOf(shown('<div>\nfirst\nsecond\n</div>'))).toBe('<div>\nfirst\nsecond\n</div>');
    expect(textOf(shown('[note]: https://a.example/b'))).toBe('[note]: https://a.example/b');
  });

  it('whatever is written, the elements are from the list', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'[ ] ( ) < > ! * _ ~ ` # > - + 1. \\ & ; : / " \' = { } | ^ @'.split(' ')),
      fc.constantFrom('\n', '\n\n', '    ', '\t', '\r', '](', '![', '<a', '</', '<!--', '&#x3a;', '\u202e'),
      fc.constantFrom('javascript:', 'https://a.example/', 'data:', 'mailto:', 'script', 'onerror=', 'x'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => expectHarmless(shown(pieces.join('')))),
      { numRuns: 200 },
    );
  });
});

describe('links say where they lead', () => {
  it.each([
    ['[https://bank.example](https://evil.example/x)', 'https://bank.example (evil.example)'],
    ['[bank.example](https://bank.example.evil.example/)', 'bank.example (bank.example.evil.example)'],
    ['[bank.example@x](https://evil.example/)', 'bank.example@x (evil.example)'],
    ['[the bank](https://bank.example/)', 'the bank (bank.example)'],
    ['![picture](https://tracker.example/a.png)', 'picture (tracker.example)'],
    ['[write](mailto:eve@evil.example)', 'write (eve@evil.example)'],
    // Letters of another alphabet that look like Latin ones.
    ['https://b\u0430nk.example/', 'https://b\u0430nk.example/ (xn--bnk-6cd.example)'],
    ['[b\u0430nk.example](https://bank.example)', 'b\u0430nk.example (bank.example)'],
    // Turned right to left, and with letters nobody sees.
    ['[\u202eelpmaxe.knab](https://evil.example)', '\u202eelpmaxe.knab (evil.example)'],
    ['[bank.example/\u202e](https://bank.example)', 'bank.example/\u202e (bank.example)'],
    ['[bank\u200b.example](https://bank.example)', 'bank\u200b.example (bank.example)'],
  ])('%j', (text, seen) => expect(textOf(shown(text))).toBe(seen));

  it.each([
    'https://bank.example/path?q#f',
    'http://127.0.0.1:7420/',
    '<https://bank.example>',
    '[bank.example](https://bank.example)',
    '[https://bank.example/a](https://bank.example/b)',
    '[HTTPS://Bank.example](https://bank.example/)',
    '<mailto:a@bank.example>',
    '[a@bank.example](mailto:a@bank.example)',
  ])('%j already does', (text) => expect(shown(text)).not.toContain('dir="ltr"'));

  it('where it leads is set apart, so that letters that turn text can’t reach it', () => {
    expect(shown('[\u202ex](https://evil.example)')).toMatch(
      /<a [^>]*><bdi>\u202ex<\/bdi><bdi dir="ltr"[^>]*> \(evil\.example\)<\/bdi><\/a>/,
    );
  });
  it('an address ends before what turns text', () => {
    expect(splitLinks('https://a.example/\u202egpj.exe').map(({ text }) => text)).toEqual([
      'https://a.example/',
      '\u202egpj.exe',
    ]);
  });
  it('an address in a link’s text is not another link', () => {
    const html = shown('[see https://bank.example now](https://evil.example) <https://auto.example/a>');
    expect(linksOf(html)).toEqual(['https://evil.example/', 'https://auto.example/a']);
  });
  it('a host is compared whole, in ASCII', () => {
    expect(destinationOf('bank.example.evil.example', 'https://bank.example/')).toBe('bank.example');
    expect(destinationOf('bank.example:444', 'https://bank.example/')).toBe('bank.example');
    expect(destinationOf('BANK.example/x', 'https://bank.example/')).toBeNull();
  });
});

it('what the page shows as a link is what Electron opens, and nothing else', () => {
  const address = fc.oneof(
    fc.constantFrom(
      ...scripts,
      'https://a.example/b?c#d',
      'mailto:a@b.example?subject=hi',
      'HTTP://A.example',
    ),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ maxLength: 20 }).map((rest) => `https://${rest}`),
    fc.string({ maxLength: 20 }).map((rest) => `mailto:${rest}`),
    fc.string({ maxLength: 30 }),
  );
  fc.assert(
    fc.property(address, (text) => {
      expect(safeLink(text)).toBe(externalUrl(text));
    }),
    { numRuns: 3_000 },
  );
});

describe('text that is dear to parse is shown plainly', () => {
  const long = 15_900;
  /** Each took from a tenth of a second to hours before it was bounded. */
  it.each([
    ['quotes with wide gaps', `${`>${' '.repeat(50)}`.repeat(13)}x`],
    ['a line for each letter', '\n'.repeat(long)],
    ['a line for each letter, of an old kind', '\r'.repeat(long)],
    ['an item for each line', '1.\n'.repeat(5_000)],
    ['deep lists that many lines go on with', `${'- '.repeat(12)}${'a\n'.repeat(4_000)}`],
    ['lists in lists', Array.from({ length: 120 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')],
    [
      'lists in lists, by tabs',
      Array.from({ length: 70 }, (_, depth) => `${'\t'.repeat(depth)}- a`).join('\n'),
    ],
    ['emphasis in emphasis', '*a **b '.repeat(2_000)],
    ['brackets', '['.repeat(long)],
    ['ticks', '`'.repeat(long)],
  ])('%s', (_what, text) =>
    expect(parseMarkdown(text).children.map(({ type }) => type)).toEqual(['paragraph']),
  );

  it('wide gaps, runs of emoji and of full stops end at once', () => {
    // Each would run for minutes where a pattern can match in many ways: the test would never end.
    expect(parseMarkdown(`${`>${' '.repeat(60)}`.repeat(12)}x`).children).toHaveLength(1);
    expect(shown(`${'😀'.repeat(23)}x`)).not.toContain('data-big');
    expect(splitLinks(`https://a${'.'.repeat(1_900)}`)).toHaveLength(2);
  });
  it('what people write is not', () => {
    const code = ['```', ...Array.from({ length: 300 }, (_, row) => `${' '.repeat(row % 20)}row();`), '```'];
    expect(parseMarkdown(code.join('\n')).children.map(({ type }) => type)).toEqual(['code']);
    expect(parseMarkdown(`above\n\n${'-'.repeat(40)}\n\nbelow`).children).toHaveLength(3);
    expect(parseMarkdown('- a\n  - b\n    - c\n> said').children.map(({ type }) => type)).toEqual([
      'list',
      'blockquote',
    ]);
  });
  it('a word without end stays one', () => {
    expect(textOf(shown('가'.repeat(5_000)))).toBe('가'.repeat(5_000));
  });
  it('deep nesting is text', () => {
    const html = shown(`${'> '.repeat(12)}deep`);
    expect(html.match(/<blockquote/g)?.length).toBeLessThanOrEqual(12);
    expect(textOf(html)).toContain('deep');
  });
});

it('emoji alone are shown large', () => {
  for (const text of ['😀', '👩‍👩‍👧 🏽', '❤️']) expect(shown(text)).toContain('data-big');
  for (const text of ['a😀', '', 'x'.repeat(60)]) expect(shown(text)).not.toContain('data-big');
});
it('the elements stay few', () => {
  expect(
    [
      ...new Set(tagsOf(shown('# a\n**b** *c* ~~d~~ `e`\n\n- f\n\n1. g\n\n> h\n\n---\n\n```\ni\n```'))),
    ].sort(),
  ).toEqual(['blockquote', 'code', 'del', 'div', 'em', 'hr', 'li', 'ol', 'p', 'pre', 'strong', 'ul']);
});
