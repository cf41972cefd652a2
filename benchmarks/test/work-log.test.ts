import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aboutDone, emptyWorkLog, parseWorkLog, readWorkLog } from '../src/lib/work-log.ts';

const entry = { what: 'w', before: 2, after: 1, unit: 'ms', commit: 'abc', how: '--ab' };
const parse = (done: object, missed: readonly object[] = []) =>
  parseWorkLog(JSON.stringify({ done: [done], missed }));

test('a target says what its figure is and which way is better; without one the entry says so itself', () => {
  const [own] = parse({ ...entry, target: 'disk' }).done;
  const [other] = parse({ ...entry, target: null, figure: 'crdt load', better: 'lower' }).done;
  expect(own && aboutDone(own)).toMatchObject({ better: 'lower' });
  expect(other && aboutDone(other)).toEqual({ figure: 'crdt load', better: 'lower' });
});

test.each([
  ['an unknown target', { ...entry, target: 'no-such' }],
  ['no figure before', { ...entry, target: 'disk', before: undefined }],
  ['a misspelt field', { ...entry, target: 'disk', comit: 'abc' }],
])('%s is refused', (_, done) => {
  expect(() => parse(done)).toThrow();
});

test('every committed file can be read; where there is none, nothing was done', () => {
  const results = join(import.meta.dirname, '../results');
  for (const machine of readdirSync(results))
    expect(() => readWorkLog(join(results, machine, 'changes.json'))).not.toThrow();
  expect(readWorkLog(join(results, 'nowhere.json'))).toEqual(emptyWorkLog);
});
