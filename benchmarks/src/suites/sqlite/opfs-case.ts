import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sizes } from '../../fixtures/index.ts';
import { readSchema } from '../../fixtures/schema.ts';
import { launchBrowser, servePage } from '../../lib/browser.ts';
import type { Trial } from '../../lib/trial.ts';
import type { Task } from './page/protocol.ts';

const answerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    version: z.string(),
    samples: z.array(z.object({ panel: z.string(), value: z.number() })),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

const entry = 'sqlite-wasm, OPFS in Chromium';

export const run = async (trial: Trial): Promise<void> => {
  const wanted = trial.pick({
    tiny: ['10k'] as const,
    quick: ['10k'] as const,
    full: ['10k', '100k'] as const,
  });
  const browser = await launchBrowser();
  const served = await servePage(
    fileURLToPath(new URL('./page', import.meta.url)),
    Object.fromEntries(
      wanted.map((size) => [`rows-${size}.sqlite`, join(trial.fixture(`rows/${size}`), 'rows.sqlite')]),
    ),
  );
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction('window.measure !== undefined');
    const task: Task = {
      schema: await readSchema(),
      seed: trial.seed,
      ...trial.pick({
        tiny: { singles: 5, batched: 100, mixed: 2, repetitions: 1 },
        quick: { singles: 50, batched: 2_000, mixed: 20, repetitions: 1 },
        full: { singles: 300, batched: 10_000, mixed: 100, repetitions: 3 },
      }),
      files: wanted.map((size) => ({ url: `/rows-${size}.sqlite`, size, rows: sizes[size] })),
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
