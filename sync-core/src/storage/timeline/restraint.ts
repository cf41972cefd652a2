/**
 * What moderation makes of a message: rules that it meets, slow mode, removals and purges. A row only where
 * there is something to say.
 *
 * Rules that look at the message alone are judged with it. Slow mode and floods depend on what else its author
 * wrote in the channel (for slow mode: in the same thread), in the order of positions, so they are folded once all facts of a transaction are in: the
 * same for any order of arrival [S2]. What counts as earlier is every post of the author's that governance lets
 * count, shown or not: so a late one can change the verdict of those within its own reach and no chain of others.
 */
import { hexToBytes } from '../../base/index.ts';
import { limits, type MessageId, type OpId, type Position, type RuleResponse } from '../../model/index.ts';
import type { ReadDb, SqlRow, WriteDb } from '../../ports/index.ts';
import { barReasons, type FloodRule, type Judgement, type RuleMet } from '../../timeline/index.ts';
import type { HeldRow } from '../community-store.ts';
import type { StoreContext, Tx } from '../context.ts';
import { blob, blobOrNull, id, int, intact, positionToMs, str } from '../rows.ts';

/** What the authority said of a message, as columns. Null: nothing to say. */
export type StoredRestraint = {
  /** 0, or one more than the place in `barReasons`. */
  readonly barred: number;
  readonly rules: string;
  readonly gapMs: number;
  readonly floods: string;
};

const none = '[]';
export const purgedCode = barReasons.indexOf('purged') + 1;

export const judgementToRestraint = (judgement: Judgement): StoredRestraint | null => {
  switch (judgement.verdict) {
    case 'barred':
      return { barred: barReasons.indexOf(judgement.reason) + 1, rules: none, gapMs: 0, floods: none };
    case 'counts': {
      const { restraint } = judgement;
      if (!restraint) return null;
      const { rules, gapMs, floods } = restraint;
      return { barred: 0, rules: JSON.stringify(rules), gapMs, floods: JSON.stringify(floods) };
    }
    case 'waiting':
    case 'never':
      return null;
  }
};

export const isPaced = (restraint: StoredRestraint | null): boolean =>
  restraint !== null && (restraint.gapMs > 0 || restraint.floods !== none);

const isResponse = (value: unknown): value is RuleResponse => value === 'hide' || value === 'flag';

/** Rules as this store wrote them; a damaged row is told as such. */
export const parseRules = (json: string): readonly RuleMet[] => {
  const found: unknown = JSON.parse(json);
  intact(Array.isArray(found), 'stored rules are a list');
  return found.map((entry: Partial<Record<keyof RuleMet, unknown>>) => {
    intact(typeof entry.rule === 'string' && isResponse(entry.response), 'a stored rule is one');
    return { rule: entry.rule as OpId, response: entry.response };
  });
};

const parseFloods = (json: string): readonly FloodRule[] => {
  const found: unknown = JSON.parse(json);
  intact(Array.isArray(found), 'stored floods are a list');
  const rules = parseRules(json);
  return found.map((entry: Partial<Record<keyof FloodRule, unknown>>, index) => {
    const { messages, seconds } = entry;
    const rule = rules[index];
    intact(rule && typeof messages === 'number' && typeof seconds === 'number', 'a stored flood rule is one');
    return { ...rule, messages, seconds };
  });
};

const hides = (rules: readonly RuleMet[]): boolean => rules.some(({ response }) => response === 'hide');

const foldFlags = (
  restraint: StoredRestraint,
  tooSoon: boolean,
  flooded: readonly RuleMet[],
): { readonly held: boolean; readonly flagged: boolean } => {
  const rules = [...parseRules(restraint.rules), ...flooded];
  return {
    held: restraint.barred !== 0 || tooSoon || hides(rules),
    flagged: restraint.barred === 0 && rules.some(({ response }) => response === 'flag'),
  };
};

/** Writes what was judged, as if the author had written nothing else; `foldPaces` looks. True when it is held back. */
export const saveRestraint = (
  context: StoreContext,
  db: WriteDb,
  message: number,
  restraint: StoredRestraint | null,
): boolean => {
  if (restraint === null) {
    db.run('DELETE FROM restraint WHERE message_id = ?', [message]);
    return false;
  }
  const paced = isPaced(restraint);
  if (paced) context.paces.note(db);
  const { held, flagged } = foldFlags(restraint, false, []);
  db.run(
    `INSERT INTO restraint (message_id, barred, barred_at, rules, gap_ms, floods, paced, too_soon, flooded, held, flagged)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0, '[]', ?, ?)
     ON CONFLICT (message_id) DO UPDATE SET barred = excluded.barred,
       barred_at = CASE WHEN barred = excluded.barred THEN barred_at ELSE excluded.barred_at END,
       rules = excluded.rules, gap_ms = excluded.gap_ms, floods = excluded.floods, paced = excluded.paced,
       too_soon = 0, flooded = '[]', held = excluded.held, flagged = excluded.flagged`,
    [
      message,
      restraint.barred,
      restraint.barred === 0 ? null : Math.floor(context.deps.clock.now()),
      restraint.rules,
      restraint.gapMs,
      restraint.floods,
      paced ? 1 : 0,
      held ? 1 : 0,
      flagged ? 1 : 0,
    ],
  );
  return held;
};

const rowToRestraint = (row: SqlRow): StoredRestraint => ({
  barred: int(row, 'barred'),
  rules: str(row, 'rules'),
  gapMs: int(row, 'gap_ms'),
  floods: str(row, 'floods'),
});

export const restraintOfRow = (db: ReadDb, message: number): StoredRestraint | null => {
  const row = db.get('SELECT barred, rules, gap_ms, floods FROM restraint WHERE message_id = ?', [message]);
  return row ? rowToRestraint(row) : null;
};

export const sameRestraint = (a: StoredRestraint | null, b: StoredRestraint | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.barred === b.barred &&
    a.rules === b.rules &&
    a.gapMs === b.gapMs &&
    a.floods === b.floods);

/** Why a message is held back. */
export const heldOfRow = (db: ReadDb, message: number): HeldRow => {
  const row = db.get('SELECT barred, rules, too_soon, flooded FROM restraint WHERE message_id = ?', [
    message,
  ]);
  intact(row, 'what is held back has a reason');
  return {
    barred: barReasons[int(row, 'barred') - 1] ?? null,
    tooSoon: int(row, 'too_soon') === 1,
    rules: [...parseRules(str(row, 'rules')), ...parseRules(str(row, 'flooded'))]
      .filter(({ response }) => response === 'hide')
      .map(({ rule }) => rule),
  };
};

/** An author's messages in a channel of which those in a stretch of time may be too soon, or not any more. */
export type PaceRange = {
  readonly channelId: number;
  readonly authorId: number;
  from: Position;
  to: Position;
};

const reachMs = Math.max(limits.slowModeSeconds, limits.floodSeconds) * 1_000;
/** The least position of a millisecond. */
export const firstPositionAt = (ms: number): Uint8Array =>
  hexToBytes(Math.max(0, ms).toString(16).padStart(12, '0') + '0'.repeat(32));

const own = 'channel_id = ? AND author_id = ? AND verdict = 1 AND imported IS NULL';

const isTooSoon = (db: ReadDb, place: readonly [number, number], row: SqlRow): boolean => {
  const gapMs = int(row, 'gap_ms');
  if (gapMs === 0) return false;
  const from = positionToMs(id(row, 'position')) - gapMs + 1;
  const before = db.get(
    `SELECT 1 AS found FROM message WHERE ${own} AND position >= ? AND position < ? AND thread IS ? LIMIT 1`,
    [...place, firstPositionAt(from), blob(row, 'position'), blobOrNull(row, 'thread')],
  );
  return before !== undefined;
};

const floodsMet = (db: ReadDb, place: readonly [number, number], row: SqlRow): readonly RuleMet[] =>
  parseFloods(str(row, 'floods')).flatMap(({ rule, response, messages, seconds }) => {
    const from = positionToMs(id(row, 'position')) - seconds * 1_000 + 1;
    const found = db.get(
      `SELECT count(*) AS count FROM (SELECT 1 FROM message WHERE ${own} AND position >= ? AND position < ? LIMIT ?)`,
      [...place, firstPositionAt(from), blob(row, 'position'), messages],
    );
    return found && int(found, 'count') >= messages ? [{ rule, response }] : [];
  });

/** Judges anew what in these ranges must keep a pace. Returns the messages whose place may differ. */
export const foldPaces = (tx: Tx, ranges: Iterable<PaceRange>): readonly MessageId[] => {
  const { db } = tx;
  const changed: MessageId[] = [];
  for (const { channelId, authorId, from, to } of ranges) {
    const place = [channelId, authorId] as const;
    const rows = db.all(
      `SELECT message.id AS id, op, position, thread, barred, rules, gap_ms, floods, too_soon, flooded
       FROM message JOIN restraint ON restraint.message_id = message.id AND restraint.paced = 1
       WHERE ${own} AND position >= ? AND position < ?`,
      [...place, hexToBytes(from), firstPositionAt(positionToMs(to) + reachMs + 1)],
    );
    for (const row of rows) {
      const tooSoon = isTooSoon(db, place, row);
      const flooded = floodsMet(db, place, row);
      const json = JSON.stringify(flooded);
      if (tooSoon === (int(row, 'too_soon') === 1) && json === str(row, 'flooded')) continue;
      const { held, flagged } = foldFlags(rowToRestraint(row), tooSoon, flooded);
      db.run('UPDATE restraint SET too_soon = ?, flooded = ?, held = ?, flagged = ? WHERE message_id = ?', [
        tooSoon ? 1 : 0,
        json,
        held ? 1 : 0,
        flagged ? 1 : 0,
        int(row, 'id'),
      ]);
      changed.push(id(row, 'op'));
    }
  }
  return changed;
};

/**
 * Whether any message of this file must keep a pace: until then nobody looks at what else an author wrote, and
 * the index by which that is found isn't there.
 */
export type Paces = { any(db: ReadDb): boolean; note(db: WriteDb): void; reset(): void };

export const createPaces = (): Paces => {
  let known: boolean | null = null;
  const any = (db: ReadDb): boolean => {
    known ??= db.get('SELECT 1 AS found FROM restraint WHERE paced = 1 LIMIT 1') !== undefined;
    return known;
  };
  return {
    any,
    note(db) {
      if (any(db)) return;
      db.run(
        'CREATE INDEX IF NOT EXISTS message_pace ON message (channel_id, author_id, position) WHERE verdict = 1 AND imported IS NULL',
      );
      known = true;
    },
    reset() {
      known = null;
    },
  };
};
