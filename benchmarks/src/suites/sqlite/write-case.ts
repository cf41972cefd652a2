import { readSchema } from '../../fixtures/schema.ts';
import type { Trial } from '../../lib/trial.ts';
import type { Engine } from './engine.ts';
import { openNew } from './new-database.ts';
import type { NodeEngine } from './node-engines.ts';
import { countRows, inTransaction, makeMessages, statements } from './rows.ts';
import { batchSizes, groupWriters } from './suite.ts';
import { mixed, writeBatches, writeInGroups, writeSingles } from './workloads.ts';

const before = 1_000;

const check = (engine: Engine, rows: number): void => {
  const count = countRows(engine);
  engine.close();
  if (count !== rows) throw new Error(`expected ${rows} rows, found ${count}`);
};

export const createRun = (name: NodeEngine) => async (trial: Trial) => {
  const schema = await readSchema();
  let files = 0;
  const open = () => openNew(name, schema, trial.folder, `${files++}.sqlite`);
  const counts = trial.pick({
    tiny: { singles: 20, grouped: 128, batched: 200, mixed: 5 },
    quick: { singles: 150, grouped: 640, batched: 1_000, mixed: 25 },
    full: { singles: 500, grouped: 6_400, batched: 10_000, mixed: 100 },
  });
  const rows = makeMessages(trial.seed, 0, Math.max(counts.batched, before + counts.mixed, 10_000));

  await trial.measure('singles', name, {
    operations: counts.singles,
    prepare: open,
    run: (engine) => writeSingles(engine, rows.slice(0, counts.singles), 0),
    verify: (engine) => check(engine, counts.singles),
  });
  await trial.measure('group', name, {
    operations: counts.grouped,
    repetitions: trial.pick({ tiny: 1, quick: 2, full: 3 }),
    prepare: open,
    run: (engine) => writeInGroups(engine, rows.slice(0, counts.grouped), groupWriters),
    verify: (engine) => check(engine, counts.grouped),
  });
  for (const size of batchSizes) {
    // A few batches say as much as many; the smallest are the slowest.
    const count = Math.max(size, Math.min(counts.batched, size * 200));
    await trial.measure(`batch-${size}`, name, {
      operations: count,
      repetitions: trial.pick({ tiny: 1, quick: 1, full: 3 }),
      prepare: open,
      run: (engine) => writeBatches(engine, rows.slice(0, count), 0, size),
      verify: (engine) => check(engine, count),
    });
  }
  await trial.measure('mixed', name, {
    operations: counts.mixed,
    async prepare() {
      const engine = await open();
      writeBatches(engine, rows.slice(0, before), 0, before);
      return engine;
    },
    run: (engine) => void mixed(engine, rows.slice(before, before + counts.mixed), before),
    verify: (engine) => check(engine, before + counts.mixed),
  });
  const searched = rows.slice(0, counts.batched);
  await trial.measure('search-insert', name, {
    operations: searched.length,
    repetitions: trial.pick({ tiny: 1, quick: 2, full: 3 }),
    prepare: open,
    run(engine) {
      for (let at = 0; at < searched.length; at += 1_000)
        inTransaction(engine, () => {
          for (const { message, words } of searched.slice(at, at + 1_000))
            engine.run(statements.search, [message, words]);
        });
    },
    verify(engine) {
      const found = Number(engine.all('SELECT count(*) AS count FROM search', [])[0]?.['count']);
      engine.close();
      if (found !== searched.length) throw new Error(`${found} of ${searched.length} rows are indexed`);
    },
  });
};
