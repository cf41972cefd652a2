/**
 * Secrets as files that only their owner may read. Each write goes to a new file that is synced
 * and renamed over the old one: a crash leaves the old secret or the new one, never half of one.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '../../src/base/index.ts';
import type { SecretStore } from '../../src/ports/index.ts';

const pathOf = (folder: string, name: string): string => {
  assert(/^[a-z0-9-]{1,64}$/.test(name), `bad secret name: ${JSON.stringify(name)}`);
  return join(folder, `${name}.secret`);
};

const syncFolder = async (folder: string): Promise<void> => {
  // Windows has no handle on a folder to sync; NTFS journals renames itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

export const createFileSecretStore = (folder: string): SecretStore => ({
  async get(name) {
    try {
      return new Uint8Array(await readFile(pathOf(folder, name)));
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
      // Unreadable is not absent: a new identity in its place would be silent loss.
      throw thrown;
    }
  },
  async set(name, secret) {
    const path = pathOf(folder, name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(`${path}.tmp`, 'w', 0o600);
    try {
      await handle.chmod(0o600);
      await handle.writeFile(secret);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${path}.tmp`, path);
    await syncFolder(folder);
  },
});
