/** Snapshot slots as files, each written beside, synced and renamed over the old one. */
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SlotStore } from '../shared/index.ts';

export const createFileSlots = (folder: string): SlotStore => ({
  async read(name) {
    try {
      return new Uint8Array(await readFile(join(folder, name)));
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
      throw thrown;
    }
  },
  async write(name, bytes) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const beside = join(folder, `${name}.tmp`);
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, join(folder, name));
  },
  rename: (from, to) => rename(join(folder, from), join(folder, to)),
  async list() {
    try {
      return (await readdir(folder)).filter((name) => !name.endsWith('.tmp'));
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
      throw thrown;
    }
  },
});
