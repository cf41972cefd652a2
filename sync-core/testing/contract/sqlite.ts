/** The contract of `SqliteDriver`: every driver passes every case, each in a fresh world. */
import type { ContractCase } from './contract.ts';
import { sqliteFileCases } from './sqlite-files.ts';
import { sqliteTransactionCases } from './sqlite-transactions.ts';
import { sqliteValueCases } from './sqlite-values.ts';
import type { SqliteWorld } from './sqlite-world.ts';

export const sqliteContract = (): readonly ContractCase<SqliteWorld>[] => [
  ...sqliteValueCases,
  ...sqliteTransactionCases,
  ...sqliteFileCases,
];
