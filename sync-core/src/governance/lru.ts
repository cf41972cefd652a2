/** The last few of something, by when they were used. */
export type Lru<K, V> = { get(key: K): V | undefined; set(key: K, value: V): void; clear(): void };

export const createLru = <K, V>(capacity: number): Lru<K, V> => {
  const entries = new Map<K, V>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= capacity) return;
        entries.delete(oldest);
      }
    },
    clear: () => entries.clear(),
  };
};
