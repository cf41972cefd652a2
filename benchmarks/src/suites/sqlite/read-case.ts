import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Size, sizes } from '../../fixtures/index.ts';
import { dropFromCache } from '../../lib/page-cache.ts';
import type { Trial } from '../../lib/trial.ts';
import type { Engine } from './engine.ts';
import { isDurable, type NodeEngine, openNodeEngine } from './node-engines.ts';
import { countRows, makeMessages, positionOf, type Row, statements } from './rows.ts';
import { countUnread, mixed, queries, readPages, searchAll, writeSingles } from './workloads.ts';

/** Durable writes at the end of what is there; answers how many rows it left. */
const writeInto = async (trial: Trial, name: NodeEngine, size: Size, path: string): Promise<number> => {
  const count = sizes[size];
  const { singles, mixes } = trial.pick({
    tiny: { singles: 5, mixes: 2 },
    quick: { singles: 100, mixes: 20 },
    full: { singles: 300, mixes: 50 },
  });
  const repetitions = trial.pick({ tiny: 1, quick: 2, full: 3 });
  let at = count;
  const measureInto = async (
    panel: string,
    operations: number,
    work: (engine: Engine, rows: readonly Row[], from: number) => void,
  ): Promise<void> => {
    await trial.measure(panel, name, {
      operations,
      repetitions,
      async prepare() {
        const rows = makeMessages(trial.seed + at, at, operations);
        const engine = await openNodeEngine(name, path, false);
        return { engine, rows, from: at };
      },
      run: ({ engine, rows, from }) => work(engine, rows, from),
      verify({ engine, from }) {
        const rows = countRows(engine);
        engine.close();
        at = from + operations;
        if (rows !== at) throw new Error(`${rows} rows of ${at}`);
      },
    });
  };
  await measureInto(`singles-${size}`, singles, writeSingles);
  await measureInto(`mixed-${size}`, mixes, (engine, rows, from) => void mixed(engine, rows, from));
  return at - count;
};

export const createRun = (name: NodeEngine, size: Size) => async (trial: Trial) => {
  const count = sizes[size];
  const path = join(trial.folder, 'rows.sqlite');
  copyFileSync(join(trial.fixture(`rows/${size}`), 'rows.sqlite'), path);
  const pages = trial.pick({ tiny: 20, quick: 100, full: 300 });
  const engine = await openNodeEngine(name, path, false);
  const nothing = () => undefined;

  let found = 0;
  await trial.measure(`pages-${size}`, name, {
    operations: pages,
    prepare: nothing,
    run() {
      found = readPages(engine, pages, count);
    },
    verify() {
      if (found < pages * 40) throw new Error(`${found} rows in ${pages} pages`);
    },
  });
  let unread = 0;
  const rounds = trial.pick({ tiny: 1, quick: 10, full: 20 });
  await trial.measure(`unread-${size}`, name, {
    operations: rounds,
    prepare: nothing,
    run() {
      for (let round = 0; round < rounds; round++) unread = countUnread(engine, count);
    },
    verify() {
      if (unread < Math.min(count / 4, 1_000)) throw new Error(`${unread} unread of ${count}`);
    },
  });
  if (name !== 'sql.js') {
    let hits = 0;
    await trial.measure(`search-${size}`, name, {
      operations: rounds * queries.length,
      prepare: nothing,
      run() {
        for (let round = 0; round < rounds; round++) hits = searchAll(engine);
      },
      verify() {
        if (hits < 26 * 3) throw new Error(`${hits} hits`);
      },
    });
  }
  engine.close();

  // Those in memory keep nothing: a write into them is no durable one, however large they are.
  const written = isDurable(name) ? await writeInto(trial, name, size, path) : 0;

  let cold = false;
  await trial.measure(`open-${size}`, name, {
    operations: 1,
    warmUps: 0,
    repetitions: isDurable(name) ? trial.repetitions : Math.min(2, trial.repetitions),
    prepare() {
      cold = dropFromCache(path);
    },
    async run() {
      const opened = await openNodeEngine(name, path, false);
      found = opened.all(statements.page, [1, positionOf(count)]).length;
      opened.close();
    },
    verify() {
      if (found !== 51) throw new Error('the newest page is not full');
    },
  });
  trial.fact(
    'Cold open',
    cold
      ? 'the file was dropped from the page cache each time'
      : 'page cache warm: this system can’t drop one file',
  );
  if (name === 'sql.js') return;
  await trial.measure(`vacuum-${size}`, name, {
    operations: 1,
    warmUps: 0,
    repetitions: isDurable(name) ? trial.pick({ tiny: 1, quick: 1, full: 2 }) : 1,
    prepare: () => openNodeEngine(name, path, false),
    run: (opened) => opened.exec('VACUUM'),
    verify(opened) {
      const rows = Number(opened.all('SELECT count(*) AS count FROM message', [])[0]?.['count']);
      opened.close();
      if (rows !== count + written) throw new Error(`${rows} rows after VACUUM`);
    },
  });
};
