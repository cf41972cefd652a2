/** `npm run imports`: import directions of DESIGN section 3 (rules in `imports/rules.ts`). */
import { join } from 'node:path';
import { checkImports } from './imports/check.ts';

const { files, imports, violations } = checkImports(join(import.meta.dirname, '..'));
for (const { file, line, specifier, rule } of violations)
  console.error(`${file}:${line} imports ${specifier}: ${rule}`);
console.log(`${imports} imports in ${files} files, ${violations.length} forbidden.`);
// Seeing no imports would mean that the tool is broken, not that the tree is clean.
if (violations.length > 0 || imports === 0) process.exitCode = 1;
