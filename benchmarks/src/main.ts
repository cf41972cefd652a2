/** `npm run bench [-- --repetitions N] [--json FILE]`: runs every suite, prints a table, writes JSON on request. */
import { writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { runCrypto } from './suites/crypto.ts';
import { runSqlite } from './suites/sqlite.ts';

const { values } = parseArgs({
  options: { repetitions: { type: 'string', default: '5' }, json: { type: 'string' } },
});
const repetitions = Number(values.repetitions);
if (!Number.isInteger(repetitions) || repetitions < 1)
  throw new Error('--repetitions needs a whole number from 1');

const environment = {
  node: process.versions.node,
  platform: platform(),
  arch: arch(),
  cpu: cpus()[0]?.model,
  cores: cpus().length,
};
const suites = { sqlite: runSqlite(repetitions), crypto: await runCrypto(repetitions) };
console.log(environment);
for (const [suite, figures] of Object.entries(suites)) {
  console.log(`\n${suite}: operations per second, ${repetitions} repetitions`);
  console.table(figures.map(({ name, perSecond }) => ({ name, ...perSecond })));
}
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ environment, repetitions, suites }, null, 2)}\n`);
