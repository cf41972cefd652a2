/** Pragmas that were tried; the first is what Maru sets. */
export type Sweep = { readonly label: string; readonly pragmas: string };

const wal = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL';

export const sweeps = [
  { label: 'WAL, FULL (Maru)', pragmas: wal },
  { label: 'WAL, NORMAL', pragmas: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL' },
  { label: 'WAL, OFF', pragmas: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF' },
  { label: 'DELETE, FULL', pragmas: 'PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL' },
  { label: 'TRUNCATE, FULL', pragmas: 'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL' },
  { label: 'pages of 8 KiB', pragmas: `PRAGMA page_size = 8192; ${wal}` },
  { label: 'pages of 16 KiB', pragmas: `PRAGMA page_size = 16384; ${wal}` },
  { label: 'mmap 256 MiB', pragmas: `${wal}; PRAGMA mmap_size = 268435456` },
  { label: 'cache 64 MiB', pragmas: `${wal}; PRAGMA cache_size = -65536` },
  { label: 'cache 512 KiB', pragmas: `${wal}; PRAGMA cache_size = -512` },
] as const satisfies readonly Sweep[];
