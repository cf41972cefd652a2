/**
 * The person's own document on this installation: read from the profile's file, and written there in the same
 * transaction as the tables that follow it. What other devices shall have is told only once it is durable [S1].
 *
 * An update that couldn't be written stays in line before the next one, so that what is stored has no holes;
 * stored pieces that can't be read are left where they are, and reported.
 */
import { err, ok, type Result } from '../../base/index.ts';
import {
  createSelfDocument,
  type SelfDocument,
  type SelfKey,
  type SelfMerge,
  type SelfRefusal,
  type SetSelf,
} from '../../documents/index.ts';
import { limits } from '../../model/index.ts';
import {
  type Clock,
  type Logger,
  type Random,
  type StorageError,
  StorageFailure,
} from '../../ports/index.ts';
import type { ProfileStore } from '../../storage/index.ts';
import { inBackground } from '../background.ts';

/** All that carrying the document between the person's devices takes (see `documents/self`). */
export type SelfCarrier = {
  /** Called with what was changed here, once it is durable. Returns its own end. */
  onUpdate(listener: (update: Uint8Array) => void): () => void;
  /** Resolves once it is durable and on screen. */
  merge(
    update: Uint8Array,
  ): Promise<
    Result<SelfMerge['rest'], SelfRefusal | { readonly kind: 'storage'; readonly error: StorageError }>
  >;
  vector(): Uint8Array;
  since(vector: Uint8Array): Result<Uint8Array, SelfRefusal>;
};

export type SelfReads = Pick<SelfDocument, 'get' | 'timeOf' | 'keys'>;

export type SelfState = SelfReads & {
  /** Sets, and runs `beside` in the same transaction. Throws `StorageFailure`. */
  change(task: (set: SetSelf) => void, beside?: () => void): void;
  /** Resolves once everything changed so far is durable; rejects with `StorageFailure`. */
  persist(): Promise<void>;
  readonly carrier: SelfCarrier;
};

export type SelfStateDeps = {
  readonly store: ProfileStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly persist: () => Promise<void>;
  /** In the transaction that stores what came: brings the profile's tables after it. */
  readonly project: (self: SelfReads, changed: readonly SelfKey[]) => void;
  /** After it is durable. */
  readonly merged: (changed: readonly SelfKey[]) => Promise<void>;
};

export const createSelfState = (deps: SelfStateDeps): SelfState => {
  const { store, logger } = deps;
  const rows = store.selfUpdates();
  const { document, unreadable } = createSelfDocument(
    deps,
    rows.map(({ data }) => data),
  );
  if (unreadable.length > 0)
    logger.error('pieces of the own document can’t be read; they are kept', { pieces: unreadable.length });
  let kept = rows.filter(({ data }) => !unreadable.includes(data)).map(({ id }) => id);
  let tailBytes = rows.slice(1).reduce((sum, { data }) => sum + data.length, 0);
  const listeners = new Set<(update: Uint8Array) => void>();
  /** Not stored yet, made here or elsewhere. */
  let unsaved: Uint8Array[] = [];
  /** Made here, and nobody told yet. */
  let untold: Uint8Array[] = [];
  /** What changed elsewhere and isn't in the tables yet. */
  let unprojected: SelfKey[] = [];
  document.onUpdate((update) => {
    unsaved.push(update);
    untold.push(update);
  });

  const compact = (): void => {
    if (kept.length <= limits.selfTailUpdates && tailBytes <= limits.selfTailBytes) return;
    kept = [store.replaceSelfUpdates(kept, document.state())];
    tailBytes = 0;
  };

  const save = (beside: () => void): void => {
    const added: number[] = [];
    store.together(() => {
      beside();
      if (unprojected.length > 0) deps.project(document, unprojected);
      for (const update of unsaved) added.push(store.addSelfUpdate(update));
    });
    kept.push(...added);
    tailBytes += unsaved.reduce((sum, { length }) => sum + length, 0);
    unsaved = [];
    compact();
  };

  const tell = async (): Promise<void> => {
    const updates = untold;
    untold = [];
    try {
      await deps.persist();
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown;
      // Told with the next that is stored; whoever asks what they lack has it before.
      untold = [...updates, ...untold];
      return;
    }
    for (const update of updates) for (const listener of [...listeners]) listener(update);
  };

  const change: SelfState['change'] = (task, beside = () => undefined) => {
    document.change(task);
    save(beside);
    if (untold.length > 0) inBackground(logger, tell());
  };

  const merge: SelfCarrier['merge'] = async (update) => {
    const merged = document.merge(update);
    if (!merged.ok) return merged;
    const { changed, rest, news } = merged.value;
    // What was dropped must not come back from the file as something that waits.
    if (news) unsaved.push(rest === 'dropped' ? document.state() : update);
    unprojected.push(...changed);
    if (unsaved.length === 0) return ok(rest);
    try {
      save(() => undefined);
      const shown = unprojected;
      unprojected = [];
      await deps.persist();
      await deps.merged(shown);
    } catch (thrown) {
      if (thrown instanceof StorageFailure) return err({ kind: 'storage', error: thrown.error });
      throw thrown;
    }
    return ok(rest);
  };

  return {
    get: document.get,
    timeOf: document.timeOf,
    keys: document.keys,
    change,
    persist: deps.persist,
    carrier: {
      onUpdate(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      merge,
      vector: document.vector,
      since: document.since,
    },
  };
};
