/** What became of a page's frames, by Chromium's own account: one `PipelineReporter` for each in its trace. */
import type { Browser } from '@playwright/test';
import { z } from 'zod';

const frame = z.object({
  name: z.literal('PipelineReporter'),
  ph: z.literal('b'),
  pid: z.number(),
  args: z.object({
    frame_reporter: z.object({
      state: z.string(),
      affects_smoothness: z.boolean().optional(),
      has_missing_content: z.boolean().optional(),
    }),
  }),
});
const renderer = z.object({
  name: z.literal('process_name'),
  pid: z.number(),
  args: z.object({ name: z.literal('Renderer') }),
});

export type FrameCounts = {
  /** Shown in time, by the compositor at least. */
  readonly presented: number;
  /** There was something to show, and its turn went by so that one may see it. */
  readonly dropped: number;
  /** Shown with a part of the view not drawn yet. */
  readonly blank: number;
};

/** Of the pages' processes. The browser's own window has frames too, and each of ours is one of its. */
export const countFrames = (events: readonly unknown[]): FrameCounts => {
  const pages = new Set(events.flatMap((event) => renderer.safeParse(event).data?.pid ?? []));
  const frames = events.flatMap((event) => {
    const parsed = frame.safeParse(event);
    return parsed.success && pages.has(parsed.data.pid) ? [parsed.data.args.frame_reporter] : [];
  });
  const presented = frames.filter(({ state }) => state.startsWith('STATE_PRESENTED'));
  if (presented.length === 0) throw new Error('the trace tells of no frame');
  return {
    presented: presented.length,
    // Chromium also tells of frames whose main thread came late to one that the compositor had shown.
    dropped: frames.filter((one) => one.state === 'STATE_DROPPED' && one.affects_smoothness).length,
    blank: presented.filter((one) => one.has_missing_content).length,
  };
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
    return countFrames(events);
  };
};
