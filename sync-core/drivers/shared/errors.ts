/**
 * SQLite's result codes in the terms of `StorageError`. What is not a fault of the disk
 * (a constraint, bad SQL) has no translation: it is the caller's and is rethrown as it came.
 */
import type { StorageError } from '../../src/ports/index.ts';

type DiskFault = 'busy' | 'full' | 'corrupt' | 'io';

/** Primary result codes, https://sqlite.org/rescode.html. */
const faultByCode = new Map<number, DiskFault>([
  [3, 'io'], // PERM
  [5, 'busy'],
  [6, 'busy'], // LOCKED
  [8, 'io'], // READONLY
  [10, 'io'],
  [11, 'corrupt'],
  [13, 'full'],
  [14, 'io'], // CANTOPEN
  [15, 'io'], // PROTOCOL
  [22, 'io'], // NOLFS
  [26, 'corrupt'], // NOTADB
]);

const faultByName = new Map<string, DiskFault>([
  ['PERM', 'io'],
  ['BUSY', 'busy'],
  ['LOCKED', 'busy'],
  ['READONLY', 'io'],
  ['IOERR', 'io'],
  ['CORRUPT', 'corrupt'],
  ['FULL', 'full'],
  ['CANTOPEN', 'io'],
  ['PROTOCOL', 'io'],
  ['NOLFS', 'io'],
  ['NOTADB', 'corrupt'],
]);

/** For engines that only have SQLite's English (sql.js); the texts of `sqlite3ErrStr`. */
const faultByText: readonly (readonly [string, DiskFault])[] = [
  ['database or disk is full', 'full'],
  ['database disk image is malformed', 'corrupt'],
  ['malformed database schema', 'corrupt'],
  ['file is not a database', 'corrupt'],
  ['disk I/O error', 'io'],
  ['unable to open database file', 'io'],
  ['database is locked', 'busy'],
  ['database table is locked', 'busy'],
];

const withMessage = (fault: DiskFault | undefined, message: string): StorageError | null =>
  fault === undefined ? null : { kind: fault, message };

/** SQLITE_CORRUPT_VTAB: a virtual table's own finding, here always of full-text search. */
const corruptIndexCode = 267;
const corruptIndexName = 'SQLITE_CORRUPT_VTAB';

/** From a numeric result code, extended or primary. */
export const codeToStorageError = (code: number, message: string): StorageError | null =>
  code === corruptIndexCode
    ? { kind: 'corrupt', message, part: 'index' }
    : withMessage(faultByCode.get(code & 0xff), message);

/** From a name such as `SQLITE_IOERR_FSYNC`. */
export const codeNameToStorageError = (name: string, message: string): StorageError | null =>
  name === corruptIndexName
    ? { kind: 'corrupt', message, part: 'index' }
    : withMessage(faultByName.get(name.split('_')[1] ?? ''), message);

/** From SQLite's message alone. */
export const textToStorageError = (message: string): StorageError | null =>
  withMessage(faultByText.find(([text]) => message.includes(text))?.[1], message);
