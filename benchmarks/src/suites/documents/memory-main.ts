/** Entry of a process that opens one document from its state, and tells how large it then is. */
import { readFileSync } from 'node:fs';
import { boardEngine, type FoldedDocument, noteEngine, startAutomerge } from '@maru/sync-core/documents';
import { automergeFromPackage } from '@maru/sync-core/drivers/node';
import { rssMiB } from '../../lib/latency.ts';
import { type Held, heldSchema } from './memory.ts';

const open = async ({ kind, path }: Held): Promise<FoldedDocument> => {
  if (kind === 'board') await startAutomerge(automergeFromPackage);
  const state = path === null ? new Uint8Array() : new Uint8Array(readFileSync(path));
  const opened = (kind === 'note' ? noteEngine : boardEngine).open(state, []);
  if (!opened.ok) throw new Error(`a ${kind} doesn't open: ${opened.error.kind}`);
  return opened.value;
};

process.once('message', async (message) => {
  const document = await open(heldSchema.parse(message));
  globalThis.gc?.();
  await new Promise((resolve) => setImmediate(resolve));
  globalThis.gc?.();
  const answer = { rssMiB: rssMiB() };
  // Read afterwards, so that it is alive until then.
  process.send?.({ ...answer, blocks: document.text().blocks.length }, () => process.exit(0));
});
