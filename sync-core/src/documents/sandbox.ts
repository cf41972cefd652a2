/**
 * A place where updates of others are tried before they are applied here (HARDENING, attack 14): another thread, with
 * bounds of time and memory, that can be ended. What the readers before the engines let through is well formed; what
 * it costs an engine shows only when it is applied.
 *
 * Which update was too much for a machine is that machine's own finding, so nothing of it travels: such an update is
 * set aside here, with all that its writer wrote after it, and told in words.
 */
import type { DocumentKind } from '../model/index.ts';
import type { DocumentEngine, DocumentEntry } from './port.ts';
import type { WriterId } from './writer-id.ts';

export type SandboxTask = {
  readonly kind: DocumentKind;
  /** All entries of the document, or those that come to a `state`. */
  readonly entries: readonly DocumentEntry[];
  readonly state: Uint8Array;
  readonly refused: readonly WriterId[];
};

/** `broken`: the engine came to an end that nobody foresaw. */
export type SandboxFailure = 'too-slow' | 'too-large' | 'broken';

export type SandboxVerdict =
  /** May be applied here. What is refused or waits is so here as well. */
  | { readonly kind: 'fine' }
  /** This update isn't to be applied here; null: what is held already is too much by itself. */
  | {
      readonly kind: 'failed';
      readonly failure: SandboxFailure;
      readonly entry: Pick<DocumentEntry, 'writer' | 'place'> | null;
    }
  /** There is no such place on this machine. */
  | { readonly kind: 'unavailable' };

export type DocumentSandbox = {
  tryOut(task: SandboxTask): Promise<SandboxVerdict>;
  close(): void;
};

/** Does with the entries what is going to be done with them. `watch` is told each before it is applied. */
export const applyForTrial = (
  engine: DocumentEngine,
  { entries, state, refused }: SandboxTask,
  watch: (entry: Pick<DocumentEntry, 'writer' | 'place'>) => void,
): void => {
  if (state.length === 0) {
    const { document } = engine.fold(entries, watch);
    using folded = document;
    folded.text();
    return;
  }
  const opened = engine.open(state, refused);
  if (!opened.ok) return;
  using document = opened.value;
  for (const entry of entries) {
    if (!entry.counts) continue;
    watch(entry);
    document.add(entry);
  }
  document.text();
};

/** For the simulation, whose updates are its own and whose time doesn't pass by itself. */
export const openSandbox: DocumentSandbox = {
  tryOut: async () => ({ kind: 'fine' }),
  close: () => undefined,
};
