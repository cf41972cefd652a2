/** Why a store can't be opened or used, in words for whoever runs the relay. The file is left as it is. */
export type StoreProblem = 'busy' | 'damaged' | 'unknown-schema' | 'old-sqlite';

export class StoreError extends Error {
  readonly kind: StoreProblem;
  constructor(kind: StoreProblem, message: string) {
    super(message);
    this.name = 'StoreError';
    this.kind = kind;
  }
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

/** What SQLite says of a file whose bytes changed. */
export const isDamage = (thrown: unknown): boolean => /^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(thrown));

export const isBusy = (thrown: unknown): boolean => /^SQLITE_BUSY/.test(codeOf(thrown));
