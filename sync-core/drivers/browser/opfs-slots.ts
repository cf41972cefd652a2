/**
 * Snapshot slots as files of the origin-private file system. In a Worker they are written through
 * a synchronous handle and flushed; elsewhere through a writable, which replaces the file whole.
 */
import type { SlotStore } from '../shared/index.ts';

const isNotFound = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'NotFoundError';

/** Workers have the synchronous handle; the DOM's types do not know it. */
type SyncHandle = {
  truncate(size: number): void;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
};
type MayBeSync = { createSyncAccessHandle?: () => Promise<SyncHandle> };

export const writeOpfsFile = async (
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array,
): Promise<void> => {
  const file = await folder.getFileHandle(name, { create: true });
  const inWorker: MayBeSync = file as unknown as MayBeSync;
  if (inWorker.createSyncAccessHandle) {
    const handle = await inWorker.createSyncAccessHandle();
    try {
      handle.truncate(0);
      const written = handle.write(bytes, { at: 0 });
      if (written !== bytes.length) throw new DOMException('short write', 'QuotaExceededError');
      handle.flush();
    } finally {
      handle.close();
    }
    return;
  }
  const writable = await file.createWritable();
  await writable.write(new Uint8Array(bytes));
  await writable.close();
};

export const openOpfsFolder = async (name: string): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });

export const createOpfsSlots = (folderName: string): SlotStore => {
  const read = async (name: string): Promise<Uint8Array | null> => {
    try {
      const file = await (await openOpfsFolder(folderName)).getFileHandle(name);
      return new Uint8Array(await (await file.getFile()).arrayBuffer());
    } catch (thrown) {
      if (isNotFound(thrown)) return null;
      throw thrown;
    }
  };
  const write = async (name: string, bytes: Uint8Array): Promise<void> =>
    writeOpfsFile(await openOpfsFolder(folderName), name, bytes);
  return {
    read,
    write,
    async rename(from, to) {
      const bytes = await read(from);
      if (!bytes) return;
      await write(to, bytes);
      await (await openOpfsFolder(folderName)).removeEntry(from);
    },
    async list() {
      const names: string[] = [];
      for await (const name of (await openOpfsFolder(folderName)).keys()) names.push(name);
      return names;
    },
  };
};
