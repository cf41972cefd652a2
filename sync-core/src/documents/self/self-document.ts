/**
 * The person's own document (stream `self/<memberId>`): read positions, mutes, levels, drafts, settings,
 * communities with what opens them, names of devices. A Yjs array of entries (see `self-entries.ts`), of
 * which those that were surpassed are deleted, so that it is as large as what it holds.
 *
 * Carrying it between the person's devices takes exactly this, in whatever order and however often:
 * - `onUpdate`: what was changed here, to be sent on;
 * - `merge`: what was changed on another device. `waiting`: a part rests on what isn't here yet, and counts
 *   once that has come;
 * - `since(vector)`: what the device with that `vector()` lacks. After `dropped` it is asked for.
 *
 * Nothing else is needed of whoever carries it: order, repeats and losses are this document's business.
 *
 * Each opening writes under a client id of its own: one id that went on after a restored backup would make
 * two devices differ for good under equal vectors [S4]. Whatever comes from outside is decoded before it
 * touches the document, limited in size, and read entry by entry; nothing of it throws.
 */
import { applyUpdate, Doc, decodeUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { err, ok, type Result } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import type { Clock, Random } from '../../ports/index.ts';
import {
  compareEntries,
  type Entry,
  entryToValue,
  type Held,
  rankToTime,
  sameValue,
  timeToRank,
  toHeld,
} from './self-entries.ts';
import { keyToText, type SelfKey, type SelfKind } from './self-keys.ts';
import type { SelfValues } from './self-values.ts';

export type SetSelf = <K extends SelfKey>(
  key: K,
  /** `null` takes it away. A read position only goes forward and can't be taken away. */
  value: SelfValues[K['kind']] | null,
  /** When it was said, if not now. Never before what it replaces. */
  at?: number,
) => void;

export type SelfMerge = {
  /** What reads differently now. */
  readonly changed: readonly SelfKey[];
  /**
   * Whether a part rests on updates that haven't come: it waits for them, or so much waits already that all
   * of that was dropped; `since(vector())` of another device brings it again.
   */
  readonly rest: 'none' | 'waiting' | 'dropped';
  /** Whether anything of it wasn't here yet, what waits included. */
  readonly news: boolean;
};
export type SelfRefusal = { readonly kind: 'too-large' | 'malformed' };

export type SelfDocument = {
  /** `null`: never said, taken away, or not readable. */
  get<K extends SelfKey>(key: K): SelfValues[K['kind']] | null;
  /** When it was last said, or taken away; null for never. */
  timeOf(key: SelfKey): number | null;
  /** Everything said of that kind, what was taken away included. */
  keys<Kind extends SelfKind>(kind: Kind): readonly Extract<SelfKey, { kind: Kind }>[];
  /** One update at most: what `task` sets that isn't so already. */
  change(task: (set: SetSelf) => void): void;
  /** Called with each update made by `change`, before `change` returns. Returns its own end. */
  onUpdate(listener: (update: Uint8Array) => void): () => void;
  merge(update: Uint8Array): Result<SelfMerge, SelfRefusal>;
  /** All of it as one update. */
  state(): Uint8Array;
  vector(): Uint8Array;
  since(vector: Uint8Array): Result<Uint8Array, SelfRefusal>;
};

export type SelfDocumentDeps = {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
};

const rootName = 'entries';
const own = 'own';

const attempt = <T>(task: () => T): Result<T, SelfRefusal> => {
  try {
    return ok(task());
  } catch {
    // Yjs decodes by throwing; the bytes are the cause.
    return err({ kind: 'malformed' });
  }
};

const freshId = (random: Random, taken: ReadonlyMap<number, unknown>): number => {
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
    const id = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
    if (!taken.has(id)) return id;
  }
};

/** What holds, by key. */
const holding = (doc: Doc): Map<string, Held> => {
  const found = new Map<string, Held>();
  for (const value of doc.getArray(rootName)) {
    const held = toHeld(value);
    if (held === null) continue;
    const [text] = held.entry;
    const known = found.get(text);
    if (!known || compareEntries(known.entry, held.entry) < 0) found.set(text, held);
  }
  return found;
};

/** Bytes that wait in Yjs for what they rest on. */
const pendingBytes = ({ store }: Doc): number =>
  (store.pendingStructs?.update.length ?? 0) + (store.pendingDs?.length ?? 0);

/** Deletes from the document what these entries surpass. */
const forgetSurpassed = (doc: Doc, entries: ReadonlyMap<string, Entry>): void => {
  const array = doc.getArray<unknown>(rootName);
  const surpassed = [...array].flatMap((value, index) => {
    const held = toHeld(value);
    const next = held && entries.get(held.entry[0]);
    return held && next && compareEntries(held.entry, next) < 0 ? [index] : [];
  });
  for (const index of surpassed.reverse()) array.delete(index);
};

/** `stored`: everything ever kept of it, in any order. What of it can't be read is left out. */
export const createSelfDocument = (
  { clock, random }: SelfDocumentDeps,
  stored: readonly Uint8Array[] = [],
): { readonly document: SelfDocument; readonly unreadable: readonly Uint8Array[] } => {
  const listeners = new Set<(update: Uint8Array) => void>();
  /** Whether anything was added or deleted since this was last set to false. */
  let grown = false;

  const open = (updates: readonly Uint8Array[]) => {
    const doc = new Doc({ guid: rootName });
    const unreadable = updates.filter(
      (update) =>
        !attempt(() => {
          decodeUpdate(update);
          applyUpdate(doc, update);
        }).ok,
    );
    doc.clientID = freshId(random, doc.store.clients);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      grown = true;
      if (origin === own) for (const listener of [...listeners]) listener(update);
    });
    return { doc, unreadable };
  };

  const opened = open(stored);
  let { doc } = opened;
  let held = holding(doc);

  const reread = (): readonly SelfKey[] => {
    const before = held;
    held = holding(doc);
    return [...held.values()]
      .filter(({ entry }) => {
        const known = before.get(entry[0])?.entry;
        return known === undefined || compareEntries(known, entry) !== 0;
      })
      .map(({ key }) => key);
  };

  const rankFor = (text: string, at: number): string => {
    const known = held.get(text)?.entry;
    return timeToRank(Math.max(Math.floor(at), known === undefined ? 0 : rankToTime(known[1]) + 1));
  };

  /** Null where it is so already. */
  const toEntry = <K extends SelfKey>(
    key: K,
    value: SelfValues[K['kind']] | null,
    at: number,
  ): Entry | null => {
    const text = keyToText(key);
    const known = held.get(text)?.entry;
    if (key.kind === 'read') {
      if (typeof value !== 'string' || (known && known[1] >= value)) return null;
      return [text, value, doc.clientID, null];
    }
    if (known === undefined ? value === null : sameValue(known[3], value)) return null;
    return [text, rankFor(text, at), doc.clientID, value];
  };

  /** After an update that nobody should have been able to make. */
  const reopen = (state: Uint8Array): void => {
    doc.destroy();
    doc = open([state]).doc;
    held = holding(doc);
  };

  const document: SelfDocument = {
    get(key) {
      const known = held.get(keyToText(key));
      return known ? entryToValue(key, known.entry) : null;
    },
    timeOf(key) {
      const known = held.get(keyToText(key));
      return known ? rankToTime(known.entry[1]) : null;
    },
    keys: <Kind extends SelfKind>(kind: Kind) => {
      const isWanted = (key: SelfKey): key is Extract<SelfKey, { kind: Kind }> => key.kind === kind;
      return [...held.values()].map(({ key }) => key).filter(isWanted);
    },
    change(task) {
      const entries = new Map<string, Entry>();
      task((key, value, at = clock.now()) => {
        const entry = toEntry(key, value, at);
        if (entry) entries.set(entry[0], entry);
        else entries.delete(keyToText(key));
      });
      if (entries.size === 0) return;
      doc.transact(() => {
        // Thousands of keys come one by one: what is new surpasses nothing, and nobody looks for it.
        if ([...entries.keys()].some((text) => held.has(text))) forgetSurpassed(doc, entries);
        doc.getArray(rootName).push([...entries.values()]);
      }, own);
      for (const [text, entry] of entries) {
        const said = toHeld(entry);
        if (said === null) held.delete(text);
        else held.set(text, said);
      }
    },
    onUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    merge(update) {
      if (update.length > limits.selfUpdateBytes) return err({ kind: 'too-large' });
      const decoded = attempt(() => decodeUpdate(update));
      if (!decoded.ok) return decoded;
      const before = encodeStateAsUpdate(doc);
      if (before.length + update.length > limits.selfDocumentBytes) return err({ kind: 'too-large' });
      const { clientID } = doc;
      grown = false;
      const waitedBefore = pendingBytes(doc);
      const applied = attempt(() => applyUpdate(doc, update));
      if (!applied.ok) {
        reopen(before);
        return applied;
      }
      // Yjs takes another id by itself when the own one comes in; ours are as random as the installation's.
      if (doc.clientID !== clientID) doc.clientID = freshId(random, doc.store.clients);
      const changed = reread();
      const waiting = pendingBytes(doc);
      const news = grown || waiting !== waitedBefore;
      if (waiting <= limits.selfPendingBytes)
        return ok({ changed, rest: waiting === 0 ? 'none' : 'waiting', news });
      doc.store.pendingStructs = null;
      doc.store.pendingDs = null;
      return ok({ changed, rest: 'dropped', news });
    },
    state: () => encodeStateAsUpdate(doc),
    vector: () => encodeStateVector(doc),
    since: (vector) =>
      vector.length > limits.selfVectorBytes
        ? err({ kind: 'too-large' })
        : attempt(() => encodeStateAsUpdate(doc, vector)),
  };
  return { document, unreadable: opened.unreadable };
};
