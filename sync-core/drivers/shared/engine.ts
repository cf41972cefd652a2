/**
 * What one SQLite build must offer to become a `SqliteDatabase`. Engines translate values
 * and nothing else: transactions, the statement cache and error policy are in `database.ts`.
 */
import type { SqlParams, SqlRow, StorageError } from '../../src/ports/index.ts';

export type EngineStatement = {
  get(params: SqlParams): SqlRow | undefined;
  all(params: SqlParams): readonly SqlRow[];
  run(params: SqlParams): number;
  /** `false` where the engine knows that the statement writes; `null` where it can't tell. */
  readonly readOnly: boolean | null;
  finalize(): void;
};

export type Engine = {
  prepare(sql: string): EngineStatement;
  exec(sql: string): void;
  /** The typed error of what the engine threw, or null where it isn't the disk's fault. */
  toStorageError(thrown: unknown): StorageError | null;
  close(): void;
};

/** Integers that a double can't hold exactly come back as bigint, all others as number. */
export const integerToSql = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value;

/** Whether a number read as a double may be an integer that lost digits. */
export const mayHaveLostDigits = (value: unknown): boolean =>
  typeof value === 'number' && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER);
