/**
 * Files that the disk damaged: an answer or a typed error at every use, found early or late, never a throw
 * of another kind, and no file removed. SQLite keeps no checksums, so a flipped letter of a projection is
 * read as it is; the envelopes, from which it can be folded again, are checked by their hashes.
 * [HARDENING torn page, no destructive recovery]
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBetterSqliteDriver } from '../../../../drivers/node/index.ts';
import { createSeededRandom } from '../../../../testing/seeded-random.ts';
import { createTempFolder } from '../../../contract/worlds.ts';
import { copyFiles, createLog, fileName, filesOf, fill, use, write } from './damaged-world.ts';

const ada = createLog();

const openIn = async (folder: string) => {
  const opened = await createBetterSqliteDriver({ folder }).open(fileName);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
};

const createWhole = async (folder: string): Promise<Buffer> => {
  const database = await openIn(folder);
  fill(database, ada);
  database.close();
  const bytes = filesOf(folder).get(fileName);
  if (!bytes) throw new Error('no file');
  return bytes;
};

const integer = (random: { bytes(count: number): Uint8Array }, below: number): number =>
  new DataView(random.bytes(4).buffer).getUint32(0) % below;

/** Where the file says what its tables are. */
const declarations = (bytes: Buffer): readonly number[] => {
  const places: number[] = [];
  for (let at = bytes.indexOf('CREATE '); at >= 0; at = bytes.indexOf('CREATE ', at + 1)) places.push(at);
  return places;
};

/** Each costs a tenth of a second; 600 were run when this was written. */
const flips = 30;

it('a bit flipped anywhere: told as corrupt where it is met, never served to others; refused files stay', async () => {
  using whole = createTempFolder();
  const bytes = await createWhole(whole.path);
  const random = createSeededRandom('flips');
  const schema = declarations(bytes);
  const seen = { refused: 0, late: 0, unnoticed: 0 };
  for (let round = 0; round < flips; round++) {
    using folder = createTempFolder();
    const damaged = Buffer.from(bytes);
    // Every second in the header or a declaration, where all is decided; the rest anywhere.
    const declaration = schema[integer(random, schema.length)] ?? 0;
    const at =
      round % 2 === 0
        ? integer(random, bytes.length)
        : round % 4 === 1
          ? integer(random, 100)
          : declaration + integer(random, 200);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << integer(random, 8));
    write(folder.path, fileName, damaged);
    const outcome = await use(folder.path, ada).catch((thrown: unknown) => {
      throw new Error(`byte ${at} of ${bytes.length}: ${String(thrown)}`, { cause: thrown });
    });
    expect(existsSync(join(folder.path, fileName))).toBe(true);
    if (outcome.kind === 'refused') {
      seen.refused++;
      expect(['corrupt', 'newer-schema']).toContain(outcome.error.kind);
      expect(filesOf(folder.path).get(fileName)).toEqual(damaged);
    } else {
      // `io`: the header says that only a later SQLite may write.
      for (const error of outcome.errors) expect(['corrupt', 'io']).toContain(error.kind);
      if (outcome.errors.length > 0) seen.late++;
      else seen.unnoticed++;
    }
  }
  expect(seen.refused).toBeGreaterThan(0);
  expect(seen.late).toBeGreaterThan(0);
});

it('a file cut short: refused or corrupt when met, and kept', async () => {
  using whole = createTempFolder();
  const bytes = await createWhole(whole.path);
  const random = createSeededRandom('cuts');
  const lengths = [1, 99, 100, 512, 4_096, bytes.length - 4_096, bytes.length - 1];
  while (lengths.length < 25) lengths.push(1 + integer(random, bytes.length - 1));
  for (const length of lengths) {
    using folder = createTempFolder();
    const cut = bytes.subarray(0, length);
    write(folder.path, fileName, cut);
    const outcome = await use(folder.path, ada);
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: 'corrupt' } });
    expect(filesOf(folder.path).get(fileName)).toEqual(cut);
  }
});

it('an empty or missing file beside a journal that is not: corrupt, and the journal stays', async () => {
  using source = createTempFolder();
  const database = await openIn(source.path);
  fill(database, ada, 0, 80);
  for (const main of ['empty', 'missing']) {
    using folder = createTempFolder();
    copyFiles(source.path, folder.path);
    const wal = filesOf(folder.path).get(`${fileName}-wal`);
    expect(wal?.length).toBeGreaterThan(10_000);
    if (main === 'empty') write(folder.path, fileName, new Uint8Array());
    else rmSync(join(folder.path, fileName));
    const before = filesOf(folder.path);
    expect(await use(folder.path, ada)).toMatchObject({ kind: 'refused', error: { kind: 'corrupt' } });
    expect(filesOf(folder.path)).toEqual(before);
    // Quarantine takes both, and makes room.
    const driver = createBetterSqliteDriver({ folder: folder.path });
    const aside = await driver.setAside(fileName);
    expect(filesOf(folder.path).get(`${aside}-wal`)).toEqual(wal);
    expect(await use(folder.path, ada)).toMatchObject({ kind: 'opened', errors: [] });
  }
  database.close();
});

it('[S1] a power cut inside the journal: every commit before the cut is there, whole', async () => {
  using source = createTempFolder();
  const database = await openIn(source.path);
  const store = fill(database, ada, 0, 40);
  await database.scrub();
  const checkpointed = 40;
  for (let at = checkpointed; at < 140; at += 10) store.append([ada.run(at, at + 10)]);
  const wal = filesOf(source.path).get(`${fileName}-wal`);
  if (!wal) throw new Error('no journal');
  const random = createSeededRandom('journal');
  const lengths = new Set<number>();
  for (let round = 0; round < 24; round++) {
    using folder = createTempFolder();
    copyFiles(source.path, folder.path);
    const torn = Buffer.from(wal);
    const at = integer(random, wal.length);
    // Cut short, or a page torn by the sector that did not make it, or a bit that flipped.
    if (round % 3 === 0) write(folder.path, `${fileName}-wal`, torn.subarray(0, at));
    else {
      if (round % 3 === 1) torn.fill(0, at, at + 512);
      else torn[at] = (torn[at] ?? 0) ^ 0x10;
      write(folder.path, `${fileName}-wal`, torn);
    }
    const outcome = await use(folder.path, ada);
    if (outcome.kind !== 'opened') throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
    expect(outcome.errors).toEqual([]);
    expect(outcome.numbers).toBeGreaterThanOrEqual(checkpointed);
    // Commits hold ten envelopes each: never a part of one.
    expect(outcome.numbers % 10).toBe(0);
    lengths.add(outcome.numbers);
  }
  expect(lengths.size).toBeGreaterThan(2);
  database.close();
});

it('a journal left from before a checkpoint does not take back what came after it', async () => {
  using source = createTempFolder();
  const database = await openIn(source.path);
  fill(database, ada, 0, 120);
  const stale = filesOf(source.path).get(`${fileName}-wal`);
  await database.scrub();
  using folder = createTempFolder();
  copyFiles(source.path, folder.path);
  if (!stale) throw new Error('no journal');
  // The disk kept the old journal although the file had it already.
  write(folder.path, `${fileName}-wal`, stale);
  expect(await use(folder.path, ada)).toEqual({ kind: 'opened', errors: [], numbers: 120 });
  database.close();
});
