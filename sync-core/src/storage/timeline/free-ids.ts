/**
 * Free `message.id`s in the order of time: beyond 1,024 in one millisecond the next ones are used. What was
 * last found empty is remembered, so that messages which come in the order of time need no look each.
 */
import type { ReadDb } from '../../ports/index.ts';

const messageSlots = 1024;
const latestRowMs = 2 ** 42;

/** `message.id` lies here or above for everything dated from this millisecond on. */
export const firstMessageId = (ms: number): number => Math.min(ms, latestRowMs) * messageSlots;

/** `message.id` lies below this for everything dated up to this millisecond. */
export const messageIdBound = (ms: number): number => (Math.min(ms, latestRowMs) + 1) * messageSlots;

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

export type FreeIds = { take(db: ReadDb, ms: number): number };

export const createFreeIds = (): FreeIds => {
  /** No message has an id with from ≤ id < to. A rollback only makes more room. */
  let from = 0;
  let to = 0;

  const find = (db: ReadDb, base: number, end: number): number => {
    const next = db.get('SELECT id FROM message WHERE id >= ? ORDER BY id LIMIT 1', [base]);
    to = numberOr(next?.['id'], Number.MAX_SAFE_INTEGER);
    if (to >= end) return base;
    const last = db.get('SELECT max(id) AS last FROM message WHERE id >= ? AND id < ?', [base, end]);
    let id = numberOr(last?.['last'], base) + 1;
    // Within the millisecond what follows the last one is free.
    while (id >= end && db.get('SELECT 1 AS taken FROM message WHERE id = ?', [id])) id++;
    to = Math.max(id + 1, end);
    return id;
  };

  return {
    take(db, ms) {
      const base = firstMessageId(ms);
      const end = base + messageSlots;
      const known = end <= to && from < end;
      const id = known ? Math.max(base, from) : find(db, base, end);
      from = id + 1;
      return id;
    },
  };
};
