/** The sqlite store's blobs: one row each, replaced in place. */
import { bytesToHex, type DeviceId, hexToBytes, idToBytes } from '@maru/sync-core';
import type Database from 'better-sqlite3';
import type { BlobWrite, LogStore } from './log-store.ts';

type Row = { readonly device: Buffer; readonly bytes: Buffer };

export type BlobTable = {
  /** Runs in the commit that it is part of. `community` is its row. */
  keep(community: number, write: BlobWrite): void;
  read(community: number, id: string): ReturnType<LogStore['blob']>;
  count(community: number, device: DeviceId): ReturnType<LogStore['blobCount']>;
};

export const createBlobTable = (db: Database.Database): BlobTable => {
  const drop = db.prepare<[number, number]>('DELETE FROM blobs WHERE community = ? AND at < ?');
  const remove = db.prepare<[number, Uint8Array]>('DELETE FROM blobs WHERE community = ? AND id = ?');
  const put = db.prepare(
    'INSERT OR REPLACE INTO blobs (community, id, device, at, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const get = db.prepare<[number, Uint8Array], Row>(
    'SELECT device, bytes FROM blobs WHERE community = ? AND id = ?',
  );
  const count = db.prepare<[Uint8Array, number], { readonly own: number; readonly all_of_it: number }>(
    'SELECT coalesce(sum(device = ?), 0) AS own, count(*) AS all_of_it FROM blobs WHERE community = ?',
  );
  return {
    keep(community, { id, device, bytes, at, dropBefore }) {
      drop.run(community, dropBefore);
      if (bytes.length === 0) remove.run(community, hexToBytes(id));
      else put.run(community, hexToBytes(id), idToBytes(device), at, bytes);
    },
    read(community, id) {
      const row = get.get(community, hexToBytes(id));
      return row ? { device: bytesToHex(row.device) as DeviceId, bytes: new Uint8Array(row.bytes) } : null;
    },
    count(community, device) {
      const row = count.get(idToBytes(device), community);
      return { own: row?.own ?? 0, all: row?.all_of_it ?? 0 };
    },
  };
};
