/**
 * Automerge's WebAssembly, started once a process and at first need: it takes a tenth of a second, and who
 * opens no board never pays for it. Its bytes (or their address) come from the driver: the core has neither
 * files nor a network.
 *
 * Boards speak to the WebAssembly handle alone: a copy of everything as JavaScript objects, which the package
 * keeps otherwise, is what costs time and memory with Automerge.
 */
import { getBackend, init, initializeWasm, isWasmInitialized } from '@automerge/automerge/slim';
import { firstChange } from './shape.ts';

/** The module's bytes, or the address that a browser fetches and compiles it from. */
export type AutomergeSource = () => Promise<Uint8Array | string>;

let starting: Promise<void> | null = null;

export const isAutomergeStarted = (): boolean => isWasmInitialized();

/** Has to have ended before anything else of a board's is called. A failed start is tried again. */
export const startAutomerge = (source: AutomergeSource): Promise<void> => {
  if (isWasmInitialized()) return Promise.resolve();
  starting ??= source()
    .then(initializeWasm)
    .finally(() => {
      starting = null;
    });
  return starting;
};

export type AutomergeHandle = ReturnType<typeof getBackend>;

/** For documents that nobody writes in. */
export const reader = '0'.repeat(32);

/** An empty board. */
export const emptyHandle = (actor: string): AutomergeHandle => {
  const handle = getBackend(init({ actor }));
  handle.applyChanges([firstChange.bytes]);
  return handle;
};

/** A board that `save` gave. Throws what Automerge throws, where it is none. */
export const loadHandle = (state: Uint8Array): AutomergeHandle => {
  const handle = getBackend(init({ actor: reader }));
  try {
    handle.loadIncremental(state);
    return handle;
  } catch (thrown) {
    handle.free();
    throw thrown;
  }
};
