/** A community file with everything in it, and what is done with it after someone damaged its bytes. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { type Segment, segmentToEnvelopes } from '../../../../src/crypto/index.ts';
import type { MessageId } from '../../../../src/model/index.ts';
import { type SqliteDatabase, type StorageError, StorageFailure } from '../../../../src/ports/index.ts';
import type { CommunityStore } from '../../../../src/storage/index.ts';
import {
  type Author,
  channel,
  community,
  createAuthor,
  nowMs,
  openStore,
  post,
  stream,
  suite,
} from '../store-world.ts';

export const fileName = 'community.sqlite';
export const messages = 120;

/** Ada's log: posts in two languages, edits, reactions, a thread and deletions. */
export const createLog = (): Author => {
  const ada = createAuthor('ada');
  let last: MessageId | null = null;
  for (let index = 0; index < messages; index++) {
    last = ada.write(
      [post(`message ${index} 안녕하세요 ${'words '.repeat(index % 40)}`)],
      nowMs + index * 10,
    );
    if (index % 9 === 0)
      ada.write([{ type: 'reacted', message: last, emoji: '🎉', on: true }], nowMs + index * 10);
    if (index % 11 === 0)
      ada.write([{ type: 'edited', message: last, text: `edited ${index}` }], nowMs + index * 10);
    if (index % 50 === 0) ada.write([post('in a thread', { thread: last })], nowMs + index * 10);
  }
  if (last !== null) ada.write([{ type: 'deleted', message: last }], nowMs + messages * 10);
  return ada;
};

/** Writes envelopes of the log into an open file. */
export const fill = (
  database: SqliteDatabase,
  ada: Author,
  from = 0,
  to = ada.sealed.length,
): CommunityStore => {
  const store = openStore(database, ada, { now: nowMs + 100_000 });
  for (let at = from; at < to; at += 40) store.append([ada.run(at, Math.min(to, at + 40))]);
  return store;
};

/** The bytes of every file in a folder but the lock. */
export const filesOf = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(
    readdirSync(folder)
      .filter((name) => !name.endsWith('.lock') && !name.endsWith('-shm'))
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

/** Copies a database with its journal as a power cut would leave them. */
export const copyFiles = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true });
  for (const suffix of ['', '-wal'])
    if (existsSync(join(from, fileName + suffix)))
      copyFileSync(join(from, fileName + suffix), join(to, fileName + suffix));
};

export const write = (folder: string, name: string, bytes: Uint8Array): void =>
  writeFileSync(join(folder, name), bytes);

const asFailure = (thrown: unknown): StorageError => {
  if (thrown instanceof StorageFailure) return thrown.error;
  throw thrown;
};

export type Use =
  | { readonly kind: 'refused'; readonly error: StorageError }
  /** `errors` were met while using it; `numbers` are the envelopes of Ada's log that it holds. */
  | { readonly kind: 'opened'; readonly errors: readonly StorageError[]; readonly numbers: number };

/** What is served to others is what Ada wrote, or nothing is served. */
const checkServed = (segment: Segment, ada: Author, from: number): void => {
  const opened = segmentToEnvelopes(suite, community, segment, { opening: null, previous: null });
  const served = opened.ok ? opened.value.map(({ hash }) => hash) : [];
  const written = ada.sealed.slice(from, from + served.length).map(({ envelope }) => envelope.hash);
  if (served.length === 0 || served.join() !== written.join())
    throw new Error(`damage was served from ${from}`);
};

/** Opens the file and does what a client does with one. Anything but a typed error comes out as a throw. */
export const use = async (folder: string, ada: Author): Promise<Use> => {
  const opened = await createBetterSqliteDriver({ folder }).open(fileName);
  if (!opened.ok) return { kind: 'refused', error: opened.error };
  const database = opened.value;
  const errors: StorageError[] = [];
  const attempt = <T>(task: () => T, otherwise: T): T => {
    try {
      return task();
    } catch (thrown) {
      errors.push(asFailure(thrown));
      return otherwise;
    }
  };
  try {
    const store = attempt<CommunityStore | null>(
      () => openStore(database, ada, { now: nowMs + 100_000 }),
      null,
    );
    if (store === null) return { kind: 'refused', error: errors[0] ?? { kind: 'io', message: 'no store' } };
    const place = { channel, thread: null };
    const numbers = attempt(() => store.chain(stream, ada.log)?.length ?? 0, 0);
    attempt(() => void store.page(place, { kind: 'newest' }, messages * 2), undefined);
    attempt(() => void store.search({ text: '안녕', channels: null, before: null, limit: 500 }), undefined);
    attempt(
      () => void store.search({ text: 'message 3', channels: null, before: null, limit: 500 }),
      undefined,
    );
    attempt(() => void store.projectionDump(), undefined);
    attempt(() => void store.unread([]), undefined);
    attempt(() => void store.threads(channel, 50), undefined);
    attempt(() => void store.envelopes(stream, ada.log, 0, ada.sealed.length), undefined);
    for (let from = 0; from < numbers; from += 40) {
      const range = { from, to: Math.min(numbers, from + 40) };
      const segment = attempt(
        () => store.segment(stream, ada.log, range, { opening: true, previous: true }),
        null,
      );
      if (segment) checkServed(segment, ada, from);
    }
    attempt(() => void store.digestOfAll(), undefined);
    attempt(() => void store.append([ada.run(numbers, ada.sealed.length)]), undefined);
    attempt(() => void store.append([ada.run(0, ada.sealed.length)]), undefined);
    attempt(() => void store.rejudge({ kind: 'all' }), undefined);
    attempt(() => void store.eraseDeleted(0), undefined);
    attempt(
      () => void store.rebuild(({ envelope }) => ada.sealed[envelope.header.number]?.content ?? null),
      undefined,
    );
    return { kind: 'opened', errors, numbers };
  } finally {
    database.close();
  }
};
