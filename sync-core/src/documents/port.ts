/**
 * One interface for both kinds of shared document: notes (Yjs) and boards (Automerge). Pure: bytes in, values out.
 *
 * A document is a pure function of the set of its entries (decision 0027): every update that counts is applied; one
 * that doesn't is applied only where one that counts rests on it. Order, batches and repeats make no difference [S2].
 *
 * Each writer is taken up to its first update that is refused; what is refused is the same on every replica:
 * another writer than the bound one, updates that don't go on where the writer's last one ended, sizes beyond
 * `model/limits`, and what no honest page of Maru makes. Engines decode by throwing; nothing of that leaves here.
 */
import type { Result } from '../base/index.ts';
import { type DocumentKind, limits } from '../model/index.ts';
import type { WriterId } from './writer-id.ts';

/** Where an operation stands in its log, as one number: `place` of an update that ends there. */
export const documentPlace = (number: number, index: number): number =>
  number * limits.opsPerEnvelope + index;

/** An update as it stands in its log, all its pieces joined. */
export type DocumentUpdate = {
  readonly update: Uint8Array;
  /** The only writer it may name (writer-id.ts). */
  readonly writer: WriterId;
  /** Where it stands in its log (see `documentPlace`): of one writer, the lower comes first; the same is the same. */
  readonly place: number;
};

/** `place`: null for what stands in the own journal and in no log yet. Each is given once. */
export type AddedUpdate = Omit<DocumentUpdate, 'place'> & { readonly place: number | null };

export type DocumentEntry = DocumentUpdate & {
  /** Whether governance lets it count. */
  readonly counts: boolean;
};

/**
 * Why an update can't be taken:
 * - `too-large`: the update, or the document with it, is beyond its limit.
 * - `malformed`: no update of this engine, or one that no page of Maru makes.
 * - `foreign-writer`: it says something in another's name.
 * - `out-of-turn`: it doesn't begin where its writer's last one ended, or follows one that was refused.
 * - `pending`: it rests on what isn't here. It is taken once that has come; only here by `add`.
 */
export type DocumentRefusal = {
  readonly kind: 'too-large' | 'malformed' | 'foreign-writer' | 'out-of-turn' | 'pending';
};

export type RefusedUpdate = DocumentRefusal & { readonly writer: WriterId; readonly place: number };

/** What an update says of itself, before it is applied anywhere. */
export type DocumentInspection = {
  readonly bytes: number;
  /** Single changes in it (Yjs: structs and deleted ranges; Automerge: operations): about what it costs to apply. */
  readonly changes: number;
};

/** What search and lists know of a document. */
export type DocumentText = {
  /** A note's first heading or line, a board's name. Empty for an empty document. */
  readonly title: string;
  /** A note block run, or a card, in the document's order. `key` is stable while the block stays. */
  readonly blocks: readonly { readonly key: string; readonly text: string }[];
};

export type DocumentChange = {
  /** One update with all that came in by this: what open pages lack. `null` where nothing did. */
  readonly news: Uint8Array | null;
};

/** A document in memory. `dispose` gives its memory back; nothing may be called afterwards. */
export type FoldedDocument = Disposable & {
  /**
   * Takes one more update that counts, in the order of its log, or of the own journal. Refusals change nothing, except that
   * after `malformed` and `too-large` the document isn't used any more: fold it again, with that entry among the
   * others. After `pending` keep on with it; fold it again from all entries once more of them are here.
   */
  add(update: AddedUpdate): Result<DocumentChange, DocumentRefusal>;
  /** One update that makes the same document. */
  state(): Uint8Array;
  /** What is held, in the engine's own words: for `since`. */
  vector(): Uint8Array;
  /** One update with all that a holder of `vector` lacks. */
  since(vector: Uint8Array): Result<Uint8Array, DocumentRefusal>;
  text(): DocumentText;
};

export type DocumentFold<Document extends FoldedDocument> = {
  readonly document: Document;
  /** The first refused update of each writer; what comes after it is left out as well. */
  readonly refused: readonly RefusedUpdate[];
  /** How many that count rest on what isn't here. Where it isn't 0, `state()` is not yet all of the entries. */
  readonly waiting: number;
};

export type DocumentEngine<Document extends FoldedDocument = FoldedDocument> = {
  readonly kind: DocumentKind;
  /** Looks at an update without applying it: of that writer and nobody else, within limits, well formed. */
  inspect(update: Uint8Array, writer: WriterId): Result<DocumentInspection, DocumentRefusal>;
  /**
   * Makes the document from entries, in any order; whatever comes twice counts once. To see a version, give all
   * entries and let those after it not count: what it rests on is then found by itself. `watch` is told each update
   * before it is applied (sandbox.ts); then each is applied by itself, which takes longer.
   */
  fold(
    entries: Iterable<DocumentEntry>,
    watch?: (entry: Pick<DocumentEntry, 'writer' | 'place'>) => void,
  ): DocumentFold<Document>;
  /**
   * Opens what `state()` gave, of a fold without `waiting`; `refused` are the writers of its `refused`. No bytes are
   * an empty document.
   */
  open(state: Uint8Array, refused: Iterable<WriterId>): Result<Document, DocumentRefusal>;
};
