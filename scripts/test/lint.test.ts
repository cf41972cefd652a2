/** A real clock in the core turns `npm run lint` red: shown in a copy of its rules. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
const copy = mkdtempSync(join(tmpdir(), 'maru-lint-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const calls = [
  'Date.now()',
  'new Date()',
  'Math.random()',
  'performance.now()',
  'setTimeout(() => 1, 2)',
  'setInterval(() => 1, 2)',
  'setImmediate(() => 1)',
  'crypto.getRandomValues(new Uint8Array(1))',
];

/** `file:line` of each breach of the rule. */
const breaches = (): readonly string[] => {
  const parts = ['lint', '--colors=off', '--vcs-enabled=false', '--max-diagnostics=none', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...parts], { cwd: copy, encoding: 'utf8' });
  return [...(stdout + stderr).matchAll(/^(\S+?:\d+):\d+ plugin /gm)].map(([, place]) =>
    String(place).replaceAll('\\', '/'),
  );
};

test('clocks, timers and randomness are refused in the core and its simulation, and only there', () => {
  cpSync(join(root, 'biome.json'), join(copy, 'biome.json'));
  cpSync(join(root, 'scripts', 'lint'), join(copy, 'scripts', 'lint'), { recursive: true });
  const real = calls.map((call, index) => `export const real${index} = ${call};\n`).join('');
  const files = {
    'sync-core/src/sync/x.ts': real,
    'sync-core/testing/sim/x.ts': real,
    'sync-core/drivers/node/x.ts': real,
    'relay/src/x.ts': real,
    'sync-core/src/sync/given.ts': 'export const given = new Date(0);\n',
  };
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), source);
  }
  const all = (file: string) => calls.map((_, index) => `${file}:${index + 1}`);
  expect([...breaches()].sort()).toEqual([
    ...all('sync-core/src/sync/x.ts'),
    ...all('sync-core/testing/sim/x.ts'),
  ]);
});
