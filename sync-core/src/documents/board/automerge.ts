/**
 * Automerge's WebAssembly, started once a process and at first need: it takes a tenth of a second, and who
 * opens no board never pays for it. Its bytes (or their address) come from the driver: the core has neither
 * files nor a network.
 */
import { initializeWasm, isWasmInitialized } from '@automerge/automerge/slim';

/** The module's bytes, or the address that a browser fetches and compiles it from. */
export type AutomergeSource = () => Promise<Uint8Array | string>;

let starting: Promise<void> | null = null;

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
