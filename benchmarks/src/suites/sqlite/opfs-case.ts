import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Size, sizes } from '../../fixtures/index.ts';
import { readSchema } from '../../fixtures/schema.ts';
import { launchBrowser, servePage } from '../../lib/browser.ts';
import type { Trial } from '../../lib/trial.ts';
import type { Task } from './page/protocol.ts';
import { batchSizes } from './suite.ts';

const answerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    version: z.string(),
    samples: z.array(z.object({ panel: z.string(), value: z.number() })),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

const entry = 'sqlite-wasm, OPFS in Chromium';

const ask = async (
  trial: Trial,
  files: Readonly<Record<string, string>>,
  parts: Pick<Task, 'writes' | 'read'>,
): Promise<void> => {
  const browser = await launchBrowser();
  const served = await servePage(fileURLToPath(new URL('./page', import.meta.url)), files);
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction('window.measure !== undefined');
    const task: Task = {
      repetitions: trial.pick({ tiny: 1, quick: 1, full: 2 }),
      warmUps: trial.pick({ tiny: 0, quick: 0, full: 1 }),
      ...parts,
    };
    const answer = answerSchema.parse(await page.evaluate(`window.measure(${JSON.stringify(task)})`));
    if (!answer.ok) throw new Error(answer.reason);
    trial.fact('SQLite in Chromium', answer.version);
    trial.fact('Chromium', browser.version());
    for (const { panel, value } of answer.samples) trial.record(panel, entry, value);
  } finally {
    await browser.close();
    await served.close();
  }
};

export const writeRun = async (trial: Trial): Promise<void> =>
  ask(
    trial,
    {},
    {
      read: null,
      writes: {
        schema: await readSchema(),
        seed: trial.seed,
        ...trial.pick({
          tiny: { singles: 5, batched: 100, mixed: 2, batchSizes: [10] },
          quick: { singles: 30, batched: 1_000, mixed: 10, batchSizes: [10, 100, 1_000] },
          full: { singles: 100, batched: 5_000, mixed: 30, batchSizes: [...batchSizes] },
        }),
      },
    },
  );

/** It rewrites the whole file page by page through the file system's handles: minutes beyond this size. */
const largestVacuum = sizes['10k'];

export const createReadRun =
  (size: Size) =>
  (trial: Trial): Promise<void> => {
    const file = `rows-${size}.sqlite`;
    return ask(
      trial,
      { [file]: join(trial.fixture(`rows/${size}`), 'rows.sqlite') },
      {
        writes: null,
        read: {
          url: `/${file}`,
          size,
          rows: sizes[size],
          vacuum: trial.scale === 'full' && sizes[size] <= largestVacuum,
        },
      },
    );
  };
