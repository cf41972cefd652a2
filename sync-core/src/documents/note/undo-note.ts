/**
 * Takes back what somebody did to a note, as an undo manager would: their words go, what they deleted comes back. The
 * outcome is an ordinary update of whoever undoes.
 *
 * Others' words stay as they are: a block of theirs that others wrote into stays with the others' words in it; what
 * others deleted as well stays deleted; a field that others set since keeps its value. What others wrote into
 * something that was deleted under their hands comes back with it.
 *
 * What comes back are copies. Those who undo write under seats that do nothing else, and a copy lies right before its
 * original: so what came back once doesn't come back twice, when the same person is undone again.
 */
import { type AbstractType, ContentType, type Item, UndoManager } from 'yjs';
import type { DocumentEntry } from '../port.ts';
import { type WriterId, writerToClientId } from '../writer-id.ts';
import { type Clocks, hasClock, joinClocks, without } from './clock-ranges.ts';
import { foldWithEntries } from './fold-note.ts';
import { noteRoot } from './note-root.ts';
import { clocksToRestore, itemsOf, restoredBefore } from './restore.ts';

export type UndoEntry = DocumentEntry & {
  /** Whether this is to be taken back. */
  readonly undone: boolean;
};

const has = (clocks: Clocks, { client, clock }: Item['id']): boolean => hasClock(clocks, client, clock);

const isText = (item: Item): boolean => item.countable && !(item.content instanceof ContentType);

/** Whether anything can be read or seen in it that isn't theirs. */
const holdsOthersWords = (type: AbstractType<unknown>, theirs: Clocks): boolean => {
  for (let child = type._start; child !== null; child = child.right) {
    if (child.deleted) continue;
    if (child.content instanceof ContentType) {
      const inner = child.content.type;
      if (holdsOthersWords(inner, theirs) || (inner._start === null && !has(theirs, child.id))) return true;
    } else if (isText(child) && !has(theirs, child.id)) return true;
  }
  return false;
};

/** As Yjs keeps them; without those in `less`. */
const toDeleteSet = (clocks: Clocks, less: Clocks = new Map()) => ({
  clients: new Map(
    [...clocks].map(([client, ranges]) => [
      client,
      ranges
        .flatMap((range) => without(less, client, range))
        .map(({ from, to }) => ({ clock: from, len: to - from })),
    ]),
  ),
});

/**
 * The update that takes back all entries which are `undone`, to be written by `writer`; null where there is nothing to
 * take back. `undoers`: everyone's seats for undoing, the one of `writer` among them. What `writer` wrote before has
 * to be among the entries.
 */
export const undoInNote = (
  entries: Iterable<UndoEntry>,
  writer: WriterId,
  undoers: Iterable<WriterId>,
): Uint8Array | null => {
  const all = [...entries];
  const undone = new Set(
    all.filter((entry) => entry.undone).map((entry) => `${entry.writer} ${entry.place}`),
  );
  const { document, applied } = foldWithEntries(all);
  using note = document;
  const { doc } = note;
  const isUndone = (entry: DocumentEntry): boolean => undone.has(`${entry.writer} ${entry.place}`);
  const theirs = applied.filter(isUndone);
  const added = joinClocks(
    theirs.map(({ client, shape }) => new Map([[client, shape.added ? [shape.added] : []]])),
  );
  const deletedBy = (some: typeof applied): Clocks =>
    joinClocks(some.filter(({ counts }) => counts).map(({ shape }) => shape.deleted));
  const before = restoredBefore(itemsOf(doc), new Set([...undoers].map(writerToClientId)));
  const kept = joinClocks([before, deletedBy(applied.filter((entry) => !isUndone(entry)))]);
  const restored = clocksToRestore(doc, { added, deleted: deletedBy(theirs), kept });
  doc.clientID = writerToClientId(writer);
  let update: Uint8Array | null = null;
  doc.on('update', (written: Uint8Array) => {
    update = written;
  });
  const manager = new UndoManager(doc.getXmlFragment(noteRoot), {
    deleteFilter: ({ content }) =>
      !(content instanceof ContentType) || !holdsOthersWords(content.type, added),
  });
  manager.undoStack.push({
    insertions: toDeleteSet(added, restored),
    deletions: toDeleteSet(restored),
    meta: new Map(),
  });
  manager.undo();
  manager.destroy();
  return update;
};
