/** The program of the Worker in which the browser's host tries what others wrote in documents. */
import automergeWasmUrl from '@automerge/automerge/automerge.wasm?url';
import { serveSandboxWorker } from '@maru/sync-core/drivers/browser';

serveSandboxWorker(async () => automergeWasmUrl);
