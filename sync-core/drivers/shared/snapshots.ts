/**
 * Where a database held in memory keeps its copies. Two generations are kept in two slots; a new
 * one is written over the older slot and proves itself by its digest, so a write that is cut at
 * any byte leaves the other generation whole.
 */
import { bytesEqual, concatBytes } from '../../src/base/index.ts';

/** A place for named blobs. `write` need not be atomic, but must have reached the disk when it resolves. */
export type SlotStore = {
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  list(): Promise<readonly string[]>;
};

export type Snapshot =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly generation: number; readonly bytes: Uint8Array }
  /** Slots exist and none of them is whole. */
  | { readonly kind: 'damaged' };

export type Snapshots = {
  load(name: string): Promise<Snapshot>;
  save(name: string, generation: number, bytes: Uint8Array): Promise<void>;
  list(): Promise<readonly string[]>;
  setAside(name: string, aside: string): Promise<void>;
};

const magic = new Uint8Array([0x6d, 0x61, 0x72, 0x75, 0x73, 0x6e, 0x70, 0x31]); // "marusnp1"
const generationAt = magic.length;
const digestAt = generationAt + 8;
const headerBytes = digestAt + 32;

/** The digest covers the generation too, so that an old body can't pass under a new number. */
const digest = async (generation: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(concatBytes(generation, bytes))));

const generationToBytes = (generation: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(generation));
  return bytes;
};

const readSlot = async (slot: Uint8Array): Promise<{ generation: number; bytes: Uint8Array } | null> => {
  if (slot.length < headerBytes || !bytesEqual(slot.subarray(0, magic.length), magic)) return null;
  const generation = slot.subarray(generationAt, digestAt);
  const bytes = slot.subarray(headerBytes);
  if (!bytesEqual(await digest(generation, bytes), slot.subarray(digestAt, headerBytes))) return null;
  const view = new DataView(slot.buffer, slot.byteOffset + generationAt, 8);
  return { generation: Number(view.getBigUint64(0)), bytes };
};

const slotSuffixes = ['.snapshot-0', '.snapshot-1'] as const;
const slotOf = (name: string, generation: number): string => name + slotSuffixes[generation % 2];

export const createSnapshots = (store: SlotStore): Snapshots => ({
  async load(name) {
    let newest: { generation: number; bytes: Uint8Array } | null = null;
    let existing = 0;
    for (const suffix of slotSuffixes) {
      const slot = await store.read(name + suffix);
      if (!slot) continue;
      existing++;
      const found = await readSlot(slot);
      if (found && (!newest || found.generation > newest.generation)) newest = found;
    }
    if (newest) return { kind: 'found', ...newest };
    return existing === 0 ? { kind: 'none' } : { kind: 'damaged' };
  },
  async save(name, generation, bytes) {
    const number = generationToBytes(generation);
    const slot = concatBytes(magic, number, await digest(number, bytes), bytes);
    await store.write(slotOf(name, generation), slot);
  },
  async list() {
    const names = new Set<string>();
    for (const slot of await store.list()) {
      const suffix = slotSuffixes.find((candidate) => slot.endsWith(candidate));
      if (suffix) names.add(slot.slice(0, -suffix.length));
    }
    return [...names].sort();
  },
  async setAside(name, aside) {
    const slots = new Set(await store.list());
    for (const suffix of slotSuffixes) {
      if (slots.has(name + suffix)) await store.rename(name + suffix, aside + suffix);
    }
  },
});

/** A slot store that lives as long as the object: tests, and browsers that offer no storage. */
export const createMemorySlots = (): SlotStore => {
  const slots = new Map<string, Uint8Array>();
  return {
    read: async (name) => slots.get(name) ?? null,
    write: async (name, bytes) => void slots.set(name, bytes.slice()),
    async rename(from, to) {
      const bytes = slots.get(from);
      if (!bytes) return;
      slots.delete(from);
      slots.set(to, bytes);
    },
    list: async () => [...slots.keys()],
  };
};
