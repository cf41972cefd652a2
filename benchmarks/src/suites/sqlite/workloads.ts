/** The work itself, the same for every engine. Runs in Node and in a browser's Worker. */
import { searchWords } from '../../lib/texts.ts';
import type { Engine } from './engine.ts';
import { channelCount, insertRow, inTransaction, positionOf, type Row, statements } from './rows.ts';

/** Each row in a transaction of its own. */
export const writeSingles = (engine: Engine, rows: readonly Row[], from: number): void => {
  for (const [offset, row] of rows.entries())
    inTransaction(engine, () => insertRow(engine, row, from + offset));
};

export const writeBatches = (engine: Engine, rows: readonly Row[], from: number, size: number): void => {
  for (let at = 0; at < rows.length; at += size)
    inTransaction(engine, () => {
      for (const [offset, row] of rows.slice(at, at + size).entries())
        insertRow(engine, row, from + at + offset);
    });
};

/**
 * So many writers at once, each waiting until its row is durable before it asks for the next: what is asked
 * for in the same turn shares a transaction, as in Maru's committer.
 */
export const writeInGroups = async (engine: Engine, rows: readonly Row[], writers: number): Promise<void> => {
  let waiting: { readonly index: number; readonly done: () => void }[] = [];
  const commit = (): void => {
    const group = waiting;
    waiting = [];
    inTransaction(engine, () => {
      for (const { index } of group) {
        const row = rows[index];
        if (row) insertRow(engine, row, index);
      }
    });
    for (const { done } of group) done();
  };
  const write = (index: number): Promise<void> =>
    new Promise((done) => {
      if (waiting.length === 0) queueMicrotask(commit);
      waiting.push({ index, done });
    });
  const writer = async (first: number): Promise<void> => {
    for (let index = first; index < rows.length; index += writers) await write(index);
  };
  await Promise.all(Array.from({ length: writers }, (_, first) => writer(first)));
};

/** Pages of 50 from places spread over the whole history. */
export const readPages = (engine: Engine, pages: number, rows: number): number => {
  let found = 0;
  for (let index = 0; index < pages; index++) {
    const channel = 1 + (index % channelCount);
    const before = positionOf(rows - Math.floor((rows * index) / (pages * 1.2)));
    found += engine.all(statements.page, [channel, before]).length;
  }
  return found;
};

/** All channels' unread counts, read up to the middle. */
export const countUnread = (engine: Engine, rows: number): number => {
  let sum = 0;
  for (let channel = 1; channel <= channelCount; channel++)
    sum += Number(engine.all(statements.unread, [channel, positionOf(Math.floor(rows / 2))])[0]?.['count']);
  return sum;
};

export const queries = [
  `"${searchWords.korean}"`,
  `"다람" "람쥐"`,
  `"${searchWords.english}"`,
  `"회의"`,
  `"coffee" "내일"`,
] as const;

export const searchAll = (engine: Engine): number =>
  queries.reduce((sum, query) => sum + engine.all(statements.find, [query]).length, 0);

/** One write in ten, nine pages: what a busy evening looks like. */
export const mixed = (engine: Engine, rows: readonly Row[], from: number): number => {
  let found = 0;
  for (const [offset, row] of rows.entries()) {
    inTransaction(engine, () => insertRow(engine, row, from + offset));
    found += readPages(engine, 9, from);
  }
  return found;
};
