/** One job, done by each peer with its own recommended set-up. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial } from '../../lib/trial.ts';

export type Running = {
  /** Posts all, and resolves once the second client holds all durably. */
  post(texts: readonly string[]): Promise<void>;
  /** What the second client stored, read back from its files: their number and the last text. */
  readBack(): Promise<{ readonly count: number; readonly last: string }>;
  /** Folders whose bytes are counted: the server's and the second client's. */
  readonly folders: readonly string[];
  stop(): Promise<void>;
};

export type Peer = {
  readonly label: string;
  /** Durability, encryption, verification: what the figures must be read with. */
  readonly promises: string;
  start(trial: Trial): Promise<Running>;
};

export const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
