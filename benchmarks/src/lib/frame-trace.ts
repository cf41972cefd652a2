/** What became of a page's frames, by Chromium's own account: one `PipelineReporter` for each in its trace. */
import type { Browser } from '@playwright/test';
import { z } from 'zod';

const traced = z.object({
  name: z.literal('PipelineReporter'),
  ph: z.literal('b'),
  pid: z.number(),
  args: z.object({
    frame_reporter: z.object({ state: z.string(), has_missing_content: z.boolean().optional() }),
  }),
});

export type FrameCounts = {
  /** Shown in time, by the compositor at least. */
  readonly presented: number;
  /** There was something to show, and its turn went by. */
  readonly dropped: number;
  /** Shown with a part of the view not drawn yet. */
  readonly blank: number;
};

/** Of the process that had most to show: the page that is looked at. */
const count = (events: readonly unknown[]): FrameCounts => {
  const byProcess = new Map<number, { presented: number; dropped: number; blank: number }>();
  for (const event of events) {
    const frame = traced.safeParse(event);
    if (!frame.success) continue;
    const { state, has_missing_content: missing } = frame.data.args.frame_reporter;
    const counts = byProcess.get(frame.data.pid) ?? { presented: 0, dropped: 0, blank: 0 };
    byProcess.set(frame.data.pid, counts);
    if (state === 'STATE_DROPPED') counts.dropped++;
    if (!state.startsWith('STATE_PRESENTED')) continue;
    counts.presented++;
    if (missing) counts.blank++;
  }
  const [most] = [...byProcess.values()].sort((a, b) => b.presented - a.presented);
  if (!most || most.presented === 0) throw new Error('the trace tells of no frame');
  return most;
};

/** Traces from now on; the returned function ends it and counts. */
export const traceFrames = async (browser: Browser): Promise<() => Promise<FrameCounts>> => {
  const session = await browser.newBrowserCDPSession();
  const events: unknown[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['cc', 'benchmark', 'disabled-by-default-devtools.timeline.frame'],
      excludedCategories: ['*'],
    },
  });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    return count(events);
  };
};
