/** Snapshot slots in IndexedDB, for browsers without an origin-private file system. */
import type { SlotStore } from '../shared/index.ts';

const storeName = 'slots';

const toPromise = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });

const settled = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB aborted'));
  });

export const createIndexedDbSlots = (databaseName: string): SlotStore => {
  let opening: Promise<IDBDatabase> | null = null;
  const open = (): Promise<IDBDatabase> => {
    if (!opening) {
      const request = indexedDB.open(databaseName, 1);
      request.onupgradeneeded = () => void request.result.createObjectStore(storeName);
      opening = toPromise(request);
    }
    return opening;
  };
  const change = async (task: (store: IDBObjectStore) => void): Promise<void> => {
    // `strict`: complete only once it is on the disk, not in the system's cache.
    const transaction = (await open()).transaction(storeName, 'readwrite', { durability: 'strict' });
    const done = settled(transaction);
    task(transaction.objectStore(storeName));
    await done;
  };
  const reading = async (): Promise<IDBObjectStore> =>
    (await open()).transaction(storeName, 'readonly').objectStore(storeName);
  const read = async (name: string): Promise<Uint8Array | null> => {
    const found: unknown = await toPromise((await reading()).get(name));
    return found instanceof Uint8Array ? found : null;
  };
  return {
    read,
    write: (name, bytes) => change((store) => void store.put(bytes, name)),
    async rename(from, to) {
      const bytes = await read(from);
      if (!bytes) return;
      await change((store) => {
        store.put(bytes, to);
        store.delete(from);
      });
    },
    list: async () => (await toPromise((await reading()).getAllKeys())).map(String),
  };
};
