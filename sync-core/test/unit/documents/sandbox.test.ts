/** HARDENING 14: updates of others are tried in a thread of bounded time and memory before they are applied. */
import { describe, expect, it } from 'vitest';
import { createNodeDocumentSandbox } from '../../../drivers/node/index.ts';
import { type DocumentEntry, noteEngine, writerToClientId } from '../../../src/documents/index.ts';
import { manyBlocks, searches } from './hostile-updates.ts';
import { NoteWriter, writerNamed } from './note-writers.ts';

const mallory = writerNamed('mallory');
const client = writerToClientId(mallory);
const hostile = (...updates: readonly Uint8Array[]): readonly DocumentEntry[] =>
  updates.map((update, place) => ({ update, writer: mallory, place, counts: true }));
const empty = new Uint8Array();

const honest = (): readonly DocumentEntry[] => {
  const ann = new NoteWriter('ann');
  ann.insertBlock(0, 'paragraph', 'honest');
  return ann.entries();
};

describe('a sandbox of documents', () => {
  it('lets through what costs little, and ends what takes too long, by name', async () => {
    const sandbox = createNodeDocumentSandbox();
    const fine = { kind: 'note', entries: honest(), state: empty, refused: [] } as const;
    expect(await sandbox.tryOut(fine)).toEqual({ kind: 'fine' });
    const blocks = 12_000;
    const slow = hostile(manyBlocks(client, blocks), searches(client, 6_000, blocks));
    // Nothing that could be seen before it is applied.
    expect(slow.map(({ update }) => noteEngine.inspect(update, mallory).ok)).toEqual([true, true]);
    const verdict = await sandbox.tryOut({ ...fine, entries: [...fine.entries, ...slow] });
    expect(verdict).toEqual({ kind: 'failed', failure: 'too-slow', entry: { writer: mallory, place: 1 } });
    // Without it all is well, in a new thread; and the same by a state that is held.
    expect(await sandbox.tryOut({ ...fine, entries: [...fine.entries, ...slow.slice(0, 1)] })).toEqual({
      kind: 'fine',
    });
    using held = noteEngine.fold(slow.slice(0, 1)).document;
    expect(await sandbox.tryOut({ ...fine, state: held.state() })).toEqual({ kind: 'fine' });
    sandbox.close();
    expect(await sandbox.tryOut(fine)).toEqual({ kind: 'unavailable' });
  }, 30_000);

  it('is gone without where there are no threads', async () => {
    const sandbox = createNodeDocumentSandbox({ program: new URL('file:///nowhere/at-all.js') });
    const task = { kind: 'note', entries: honest(), state: empty, refused: [] } as const;
    expect(await sandbox.tryOut(task)).toEqual({ kind: 'unavailable' });
    sandbox.close();
  });
});
