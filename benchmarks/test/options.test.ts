import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

it('says before measuring that figures need a name of their own beside the page', () => {
  const ran = spawnSync(process.execPath, [main, '--tiny', '--suite', 'crypto', '--out', 'figures'], {
    encoding: 'utf8',
  });
  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain('--out needs a name ending in .json, not figures');
});
