/** One job, done by each peer with its own recommended set-up. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial } from '../../lib/trial.ts';

export type Running = {
  /** Posts all, and resolves once the second client holds all durably. */
  post(texts: readonly string[]): Promise<void>;
  /** What the second client stored, read back from its files: their number and the last text. */
  readBack(): Promise<{ readonly count: number; readonly last: string }>;
  /** Folders whose bytes are counted once all is stopped. */
  readonly folders: { readonly server: string; readonly client: string };
  stop(): Promise<void>;
};

export type Peer = {
  readonly label: string;
  /** Durability, encryption, verification: what the figures must be read with. */
  readonly promises: string;
  start(trial: Trial): Promise<Running>;
};

/** Asked for at once, as a fast importer or a busy bot would, where each post is answered after its commit. */
const atOnce = 200;

export const postAtOnce = async (
  texts: readonly string[],
  post: (text: string, index: number) => Promise<void>,
): Promise<void> => {
  for (let at = 0; at < texts.length; at += atOnce)
    await Promise.all(texts.slice(at, at + atOnce).map((text, index) => post(text, at + index)));
};

export const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

const quietMs = 3_000;

/** Resolves once nothing more was written there: some servers store seconds after they were told. */
export const settled = async (folder: string): Promise<void> => {
  let bytes = -1;
  let since = performance.now();
  while (performance.now() - since < quietMs) {
    const now = folderBytes(folder);
    if (now !== bytes) since = performance.now();
    bytes = now;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
