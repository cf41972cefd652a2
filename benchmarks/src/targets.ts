/** DESIGN section 6 as data: each number to reach, and the figure of the suite that answers it. */

import { processMedians, ratiosByRound } from './lib/process-medians.ts';
import type { PanelResult, Results } from './lib/results.ts';
import { median } from './lib/stats.ts';

type Source = {
  readonly suite: string;
  readonly panel: string;
  readonly entry: string;
  /** The value itself, or the value over the panel's reference. */
  readonly as: 'value' | 'ratio';
};

export type Target = {
  readonly id: string;
  readonly what: string;
  readonly bound: number;
  readonly op: 'below' | 'at least';
  readonly unit: string;
  /** Null with the reason where nothing can be measured yet. */
  readonly source: Source | null;
  readonly reason?: string;
};

const value = (suite: string, panel: string, entry: string): Source => ({ suite, panel, entry, as: 'value' });
const ratio = (suite: string, panel: string, entry: string): Source => ({ suite, panel, entry, as: 'ratio' });

export const targets: readonly Target[] = [
  {
    id: 'send-own',
    what: 'send → committed, answered by the host, p95',
    bound: 16,
    op: 'below',
    unit: 'ms',
    source: value('client', 'send', 'Maru, p95'),
  },
  {
    id: 'send-screen',
    what: 'send → on own screen, p95',
    bound: 16,
    op: 'below',
    unit: 'ms',
    source: value('ui', 'desktop-own', 'p95'),
  },
  {
    id: 'send-other',
    what: 'send → on the other’s screen, local relay, p95',
    bound: 50,
    op: 'below',
    unit: 'ms',
    source: value('ui', 'desktop-other', 'p95'),
  },
  {
    id: 'open-host',
    what: 'cold open → newest page from the host',
    bound: 150,
    op: 'below',
    unit: 'ms',
    source: value('client', 'open', 'newest page'),
  },
  {
    id: 'open-screen',
    what: 'cold open → newest page on screen',
    bound: 1_000,
    op: 'below',
    unit: 'ms',
    source: value('ui', 'desktop-open', 'newest page on screen'),
  },
  {
    id: 'catch-up-10k',
    what: 'catch-up of 10 k envelopes',
    bound: 1_000,
    op: 'below',
    unit: 'ms',
    source: value('sync', 'catch-up', '10 k envelopes'),
  },
  {
    id: 'catch-up-100k',
    what: 'catch-up of 100 k envelopes',
    bound: 5_000,
    op: 'below',
    unit: 'ms',
    source: value('sync', 'catch-up', '100 k envelopes'),
  },
  {
    id: 'catch-up-block',
    what: 'longest stand-still of the host while it catches up',
    bound: 50,
    op: 'below',
    unit: 'ms',
    source: value('sync', 'blocked', '10 k envelopes'),
  },
  {
    id: 'catch-up-nothing',
    what: 'catch-up with nothing new',
    bound: 2_048,
    op: 'below',
    unit: 'bytes',
    source: value('sync', 'nothing-new', 'bytes both ways'),
  },
  {
    id: 'catch-up-nothing-turns',
    what: 'catch-up with nothing new, round trips',
    bound: 2,
    op: 'below',
    unit: '',
    source: value('sync', 'nothing-new-turns', 'round trips'),
  },
  {
    id: 'search',
    what: 'full-text search, Korean two-syllable words included, p95',
    bound: 30,
    op: 'below',
    unit: 'ms',
    source: value('client', 'search', 'p95 of all queries'),
  },
  {
    id: 'memory',
    what: 'host memory with that community open',
    bound: 250,
    op: 'below',
    unit: 'MiB',
    source: value('client', 'memory', 'host process'),
  },
  {
    id: 'wire',
    what: '100-byte message on the wire',
    bound: 350,
    op: 'below',
    unit: 'bytes',
    source: value('sync', 'wire', 'one live message'),
  },
  {
    id: 'disk',
    what: '100-byte message on disk, with index',
    bound: 900,
    op: 'below',
    unit: 'bytes',
    source: value('client', 'disk', 'one by one'),
  },
  {
    id: 'write-batched',
    what: 'rows through the write path, batched import, of bare better-sqlite3',
    bound: 0.5,
    op: 'at least',
    unit: '×',
    source: ratio('write-path', 'batched', 'Maru, whole path'),
  },
  {
    id: 'write-single',
    what: 'rows through the write path, one by one durable, of bare better-sqlite3',
    bound: 0.7,
    op: 'at least',
    unit: '×',
    source: ratio('write-path', 'single', 'Maru, whole path'),
  },
  {
    id: 'resolve',
    what: 'resolve() of 50 k governance operations, cold',
    bound: 1_000,
    op: 'below',
    unit: 'ms',
    source: value('governance', 'resolve', '50 k operations, cold'),
  },
  {
    id: 'resolve-more',
    what: 'one operation more',
    bound: 1,
    op: 'below',
    unit: 'ms',
    source: value('governance', 'one-more', 'on 50 k operations'),
  },
  {
    id: 'fan-out',
    what: 'fan-out of 300-byte envelopes to 200 subscribers, of a plain ws send loop',
    bound: 5,
    op: 'at least',
    unit: '×',
    source: ratio('relay', 'fan-out', 'Maru relay'),
  },
  {
    id: 'fan-out-p99',
    what: 'delivery at 20 k frames/s, p99',
    bound: 50,
    op: 'below',
    unit: 'ms',
    source: value('relay', 'delivery', 'Maru relay, p99'),
  },
  {
    id: 'appends',
    what: 'durable envelopes per second with group commit, of one commit each',
    bound: 5,
    op: 'at least',
    unit: '×',
    source: ratio('relay', 'appends', 'group commit'),
  },
  {
    id: 'appends-absolute',
    what: 'durable envelopes per second with group commit',
    bound: 5_000,
    op: 'at least',
    unit: 'ops/s',
    source: value('relay', 'appends', 'group commit'),
  },
  {
    id: 'idle',
    what: 'memory per idle connection',
    bound: 20,
    op: 'below',
    unit: 'KiB',
    source: value('relay', 'idle', 'Maru relay'),
  },
  {
    id: 'call-audio',
    what: 'call: join → first remote audio, local',
    bound: 1_500,
    op: 'below',
    unit: 'ms',
    source: value('calls', 'join', 'first audio, p50'),
  },
  {
    id: 'call-video',
    what: 'call: join → first remote video frame, local',
    bound: 2_000,
    op: 'below',
    unit: 'ms',
    source: value('calls', 'join', 'first video, p50'),
  },
  {
    id: 'scroll',
    what: 'timeline scroll through 100 k messages',
    bound: 60,
    op: 'at least',
    unit: 'fps',
    source: value('ui', 'desktop-scroll', 'frames per second'),
  },
  {
    id: 'scroll-blank',
    what: 'blank frames while scrolling',
    bound: 1,
    op: 'below',
    unit: '',
    source: value('ui', 'desktop-scroll-blank', 'blank frames'),
  },
];

export type Verdict =
  | { readonly kind: 'met' | 'missed'; readonly value: number }
  | { readonly kind: 'unmeasured'; readonly reason: string };

const read = (panel: PanelResult, source: Source): number | null => {
  const entry = panel.entries.find(({ label }) => label === source.entry);
  if (!entry) return null;
  if (source.as === 'value') return median(processMedians(entry).map((one) => one.value));
  const reference = panel.entries.find(({ label }) => label === panel.reference);
  const ratios = reference ? ratiosByRound(entry, reference) : [];
  return ratios.length === 0 ? null : median(ratios);
};

export const judgeTarget = (target: Target, results: Results): Verdict => {
  const { source } = target;
  if (source === null) return { kind: 'unmeasured', reason: target.reason ?? 'no suite yet' };
  const suite = results.suites.find(({ name }) => name === source.suite);
  if (!suite) return { kind: 'unmeasured', reason: `the suite ${source.suite} was not run` };
  const panel = suite.panels.find(({ id }) => id === source.panel);
  const found = panel ? read(panel, source) : null;
  if (found === null) {
    const skipped = suite.skipped.map((one) => `${one.case} ${one.reason}`).join('; ');
    return { kind: 'unmeasured', reason: skipped === '' ? `not at the scale ${results.scale}` : skipped };
  }
  return { kind: isMet(target, found) ? 'met' : 'missed', value: found };
};

const isMet = ({ op, bound }: Target, found: number): boolean =>
  op === 'below' ? found < bound : found >= bound;

/** Whether a panel's own figure meets a target; null where it has none for it. */
export const isMetIn = (target: Target, panel: PanelResult): boolean | null => {
  const found = target.source ? read(panel, target.source) : null;
  return found === null ? null : isMet(target, found);
};

/** Targets drawn into one panel. */
export const targetsOf = (suite: string, panel: string): readonly Target[] =>
  targets.filter(({ source }) => source?.suite === suite && source.panel === panel);
