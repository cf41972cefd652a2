import { expect, test } from 'vitest';
import { profilesToFlame } from '../src/lib/flame.ts';

const node = (id: number, functionName: string, url: string, children: readonly number[] = []) => ({
  id,
  callFrame: { functionName, url, lineNumber: 6 },
  children,
});

/** root → outer → (inner, native run), and idle; microseconds by leaf. */
const profile = (times: Readonly<Record<number, number>>): string =>
  JSON.stringify({
    nodes: [
      node(1, '(root)', '', [2, 5]),
      node(2, 'outer', 'file:///a/sync-core/src/x.ts', [3, 4]),
      node(3, 'inner', 'file:///a/node_modules/zod/index.js'),
      node(4, 'run', ''),
      node(5, '(idle)', ''),
    ],
    samples: Object.keys(times).map(Number),
    timeDeltas: Object.values(times),
  });

test('time is counted where it was spent and in all that called it, idling is not', () => {
  const flame = profilesToFlame([profile({ 2: 1_000, 3: 3_000, 4: 6_000, 5: 90_000 })]);
  expect(flame).toEqual({
    busyMs: 10,
    frames: [
      {
        name: 'outer',
        place: 'sync-core/src/x.ts:7',
        owner: 'Maru',
        total: 1,
        children: [
          { name: 'run', place: '', owner: 'SQLite and native', total: 0.6, children: [] },
          { name: 'inner', place: 'zod/index.js:7', owner: 'library', total: 0.3, children: [] },
        ],
      },
    ],
    hot: [
      { name: 'run', place: '', owner: 'SQLite and native', self: 0.6 },
      { name: 'inner', place: 'zod/index.js:7', owner: 'library', self: 0.3 },
      { name: 'outer', place: 'sync-core/src/x.ts:7', owner: 'Maru', self: 0.1 },
    ],
  });
});

test('loading modules is left out, and so is Node’s way to the first line of ours', () => {
  const loading = JSON.stringify({
    nodes: [
      node(1, '(root)', '', [2, 4]),
      node(2, 'importModule', 'node:internal/modules/esm/loader', [3]),
      node(3, 'topLevel', 'file:///a/sync-core/src/x.ts'),
      node(4, 'processTicks', 'node:internal/process/task_queues', [5]),
      node(5, '', 'file:///a/sync-core/src/x.ts'),
    ],
    samples: [3, 5],
    timeDeltas: [5_000, 2_000],
  });
  expect(profilesToFlame([loading])).toMatchObject({
    busyMs: 2,
    frames: [{ name: '(anonymous)', owner: 'Maru', total: 1 }],
  });
});

test('profiles of one kind are added up, and what only idled has no flame', () => {
  const both = profilesToFlame([profile({ 3: 1_000 }), profile({ 4: 3_000 })]);
  expect(both?.busyMs).toBe(4);
  expect(both?.hot.map(({ name, self }) => [name, self])).toEqual([
    ['run', 0.75],
    ['inner', 0.25],
  ]);
  expect(profilesToFlame([profile({ 5: 1_000 })])).toBeNull();
});
