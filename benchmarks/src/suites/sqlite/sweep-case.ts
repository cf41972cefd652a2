import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readSchema } from '../../fixtures/schema.ts';
import type { Trial } from '../../lib/trial.ts';
import { applySchema } from './new-database.ts';
import { createBetterEngine } from './node-engines.ts';
import { countRows, makeMessages } from './rows.ts';
import type { Sweep } from './sweep-list.ts';
import { queries, readPages, searchAll, writeBatches, writeSingles } from './workloads.ts';

export const createRun =
  ({ label, pragmas }: Sweep) =>
  async (trial: Trial) => {
    const schema = await readSchema();
    let files = 0;
    const open = () => {
      const engine = createBetterEngine(new Database(join(trial.folder, `${files++}.sqlite`)));
      engine.exec(pragmas);
      applySchema(engine, schema, 'fts5');
      return engine;
    };
    const counts = trial.pick({
      tiny: { singles: 20, batched: 200 },
      quick: { singles: 50, batched: 2_000 },
      full: { singles: 300, batched: 20_000 },
    });
    const repetitions = trial.pick({ tiny: 1, quick: 1, full: 3 });
    const rows = makeMessages(trial.seed, 0, counts.batched);
    const verify = (engine: ReturnType<typeof open>, count: number): void => {
      const found = countRows(engine);
      engine.close();
      if (found !== count) throw new Error(`${found} rows of ${count}`);
    };
    await trial.measure('sweep-singles', label, {
      operations: counts.singles,
      repetitions,
      prepare: open,
      run: (engine) => writeSingles(engine, rows.slice(0, counts.singles), 0),
      verify: (engine) => verify(engine, counts.singles),
    });
    await trial.measure('sweep-batch', label, {
      operations: counts.batched,
      repetitions,
      prepare: open,
      run: (engine) => writeBatches(engine, rows, 0, 1_000),
      verify: (engine) => verify(engine, counts.batched),
    });
    const filled = open();
    writeBatches(filled, rows, 0, 1_000);
    const pages = trial.pick({ tiny: 10, quick: 100, full: 300 });
    let found = 0;
    await trial.measure('sweep-read', label, {
      operations: pages + queries.length,
      prepare: () => undefined,
      run() {
        found = readPages(filled, pages, counts.batched) + searchAll(filled);
      },
      verify() {
        if (found < pages) throw new Error(`${found} rows were read`);
      },
    });
    verify(filled, counts.batched);
  };
