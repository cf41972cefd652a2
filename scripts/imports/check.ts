/** Checks a tree against the rules. Unresolvable relative imports are violations too: nothing hides. */
import { globSync } from 'node:fs';
import { join, sep } from 'node:path';
import { createImportReader } from './read-imports.ts';
import { rules } from './rules.ts';

export type Violation = {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly rule: string;
};

export type Report = {
  readonly files: number;
  readonly imports: number;
  readonly violations: readonly Violation[];
};

const pattern = '{sync-core,signaling,relay,desktop,benchmarks,scripts}/**/*.{ts,tsx,mjs}';
const skipped = new Set(['node_modules', 'dist', 'out', 'test-results', 'results']);

/** @param root this repository's tree, or a copy. @param only checks these files (globs) instead of all. */
export const checkImports = (root: string, only: string = pattern): Report => {
  const read = createImportReader(root);
  const files = globSync(only, {
    cwd: root,
    exclude: (path) => skipped.has(path.split(sep).at(-1) ?? ''),
  });
  const violations: Violation[] = [];
  let imports = 0;
  for (const path of files.sort()) {
    const file = path.split(sep).join('/');
    for (const { specifier, line, target } of read(join(root, path))) {
      imports++;
      if (target === null) violations.push({ file, line, specifier, rule: 'every import resolves' });
      else
        for (const { name, from, to, except } of rules)
          if (from.test(file) && to.test(target) && !except?.test(file))
            violations.push({ file, line, specifier, rule: name });
    }
  }
  return { files: files.length, imports, violations };
};
