/** A forbidden import turns `npm run imports` red: shown in a copy of the tree, one crossing at a time. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkImports } from '../imports/check.ts';

const root = join(import.meta.dirname, '..', '..');
const copied = ['sync-core', 'signaling', 'relay', 'desktop'];
const left = new Set(['node_modules', 'dist', 'out', 'test', 'test-results']);
let copy = '';

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'maru-imports-')));
  mkdirSync(join(copy, 'node_modules', '@maru'), { recursive: true });
  for (const name of copied) {
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (source) => !left.has(basename(source)),
    });
    // As npm links workspaces. A junction needs no rights on Windows.
    symlinkSync(join(copy, name), join(copy, 'node_modules', '@maru', name), 'junction');
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const withFile = (path: string, text: string): readonly string[] => {
  const file = join(copy, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  try {
    return checkImports(copy, path).violations.map(({ rule }) => rule);
  } finally {
    rmSync(file);
  }
};

const crossings: readonly (readonly [title: string, file: string, specifier: string, rule: RegExp])[] = [
  ['model importing storage', 'sync-core/src/model/x.ts', '../storage/index.ts', /core: model/],
  ['core importing drivers', 'sync-core/src/sync/x.ts', '../../drivers/node/index.ts', /core: no node:/],
  [
    'core importing drivers by package',
    'sync-core/src/sync/x.ts',
    '@maru/sync-core/drivers/node',
    /core: no node:/,
  ],
  ['core importing node:', 'sync-core/src/base/x.ts', 'node:fs', /core: no node:/],
  ['renderer importing node:', 'desktop/renderer/stores/x.ts', 'node:path', /renderer/],
  ['renderer importing the host', 'desktop/renderer/stores/x.ts', '../../host/service.ts', /renderer/],
  ['relay importing desktop', 'relay/src/x.ts', '../../desktop/contract/index.ts', /relay/],
];

const forms: readonly (readonly [name: string, toCode: (specifier: string) => string])[] = [
  ['import', (specifier) => `import * as x from '${specifier}';\nvoid x;\n`],
  ['import type', (specifier) => `import type * as x from '${specifier}';\nexport type T = typeof x;\n`],
  ['export … from', (specifier) => `export * from '${specifier}';\n`],
  ['dynamic import', (specifier) => `export const x = () => import('${specifier}');\n`],
  ['type import()', (specifier) => `export type T = typeof import('${specifier}');\n`],
];

test('the tree as it is has no forbidden import', () => {
  const report = checkImports(copy);
  expect(report.violations).toEqual([]);
  expect(report.imports).toBeGreaterThan(500);
});

describe.each(crossings)('%s is refused', (_title, file, specifier, rule) => {
  test.each(forms)('as %s', (_name, toCode) => {
    expect(withFile(file, toCode(specifier))).toContainEqual(expect.stringMatching(rule));
  });
});

test('a relative import that leads nowhere is refused', () => {
  expect(withFile('relay/src/x.ts', `import './nowhere.ts';\n`)).toEqual(['every import resolves']);
});
