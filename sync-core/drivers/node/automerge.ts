/** Automerge's WebAssembly in Node: a module of text, so that a bundle holds it as well as an installation does. */
import type { AutomergeSource } from '../../src/index.ts';

export const automergeFromPackage: AutomergeSource = async () => {
  const { automergeWasmBase64 } = await import('@automerge/automerge/automerge.wasm.base64');
  return Buffer.from(automergeWasmBase64, 'base64');
};
