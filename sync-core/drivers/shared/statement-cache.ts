/** Prepared statements by SQL text, the longest unused dropped first. Bounded: SQL text may be built. */
import type { Engine, EngineStatement } from './engine.ts';

/** Maru's queries number in the low hundreds; each statement holds a few KB. */
export const statementCacheSize = 256;

export type StatementCache = {
  prepare(sql: string): EngineStatement;
  clear(): void;
  readonly size: number;
};

export const createStatementCache = (engine: Engine, capacity = statementCacheSize): StatementCache => {
  const statements = new Map<string, EngineStatement>();
  return {
    prepare(sql) {
      const cached = statements.get(sql);
      if (cached) {
        // A Map iterates in insertion order, so re-inserting marks the statement as used last. While
        // there is room nothing is dropped, and the order doesn't matter.
        if (statements.size >= capacity) {
          statements.delete(sql);
          statements.set(sql, cached);
        }
        return cached;
      }
      const statement = engine.prepare(sql);
      statements.set(sql, statement);
      if (statements.size > capacity) {
        for (const [oldest, unused] of statements) {
          statements.delete(oldest);
          unused.finalize();
          break;
        }
      }
      return statement;
    },
    clear() {
      for (const statement of statements.values()) statement.finalize();
      statements.clear();
    },
    get size() {
      return statements.size;
    },
  };
};
