import { describe, expect, it } from 'vitest';
import { createFreeIds } from '../../../src/storage/timeline/free-ids.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

/** A table of ids that answers what `FreeIds` asks. */
const createTable = () => {
  const rows = new Set<number>();
  let asked = 0;
  return {
    rows,
    asked: () => asked,
    db: {
      get(sql: string, params: readonly unknown[] = []) {
        asked++;
        const [from = 0, to = Number.MAX_SAFE_INTEGER] = params.map(Number);
        if (sql.includes('taken')) return rows.has(from) ? { taken: 1 } : undefined;
        const found = [...rows].filter((id) => id >= from && id < to).sort((a, b) => a - b);
        if (sql.includes('max(id)')) return { last: found.at(-1) ?? null };
        return found[0] === undefined ? undefined : { id: found[0] };
      },
      all: () => [],
    },
  };
};

describe('free message ids', () => {
  it('follow the time, after what stands in the same millisecond, whatever was asked before', () => {
    const random = createSeededRandom('free ids');
    const table = createTable();
    const ids = createFreeIds();
    const at = (bound: number): number => (random.bytes(1)[0] ?? 0) % bound;
    for (let turn = 0; turn < 600; turn++) {
      const ms = at(3) === 0 ? at(40) : 50 + Math.floor(turn / 20);
      const before = [...table.rows].filter((id) => Math.floor(id / 1024) === ms);
      const id = ids.take(table.db, ms);
      expect(table.rows.has(id)).toBe(false);
      expect(Math.floor(id / 1024)).toBe(ms);
      expect(id).toBeGreaterThan(Math.max(-1, ...before));
      table.rows.add(id);
      // A rollback: what is gone may be given out again, or not, but nothing is given out twice.
      if (at(10) === 0) table.rows.delete(id);
    }
  });

  it('take the next free one once a millisecond is full', () => {
    const table = createTable();
    const ids = createFreeIds();
    for (let index = 0; index < 1024; index++) table.rows.add(5 * 1024 + index);
    table.rows.add(6 * 1024);
    const taken = [5, 5, 6, 5].map((ms) => {
      const id = ids.take(table.db, ms);
      table.rows.add(id);
      return id - 6 * 1024;
    });
    expect(taken).toEqual([1, 2, 3, 4]);
  });

  it('need no look for what comes in the order of time', () => {
    const table = createTable();
    const ids = createFreeIds();
    for (let ms = 0; ms < 100; ms++) table.rows.add(ids.take(table.db, ms));
    expect(table.asked()).toBe(1);
  });
});
