/** Direct links between two installations, under the weather of both. */
import type { Transport, TransportHandlers } from '../../src/ports/index.ts';
import type { Dice } from './dice.ts';
import type { FaultLog } from './faults.ts';
import type { Site } from './network.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

export type Attach = (handlers: TransportHandlers) => Transport;

export type PairLinks = {
  /** A link under way between two sites; each end attaches once. */
  connect(a: Site, b: Site): readonly [Attach, Attach];
  /** As the network's. */
  drop(siteName: string | null): number;
  bury(siteName: string): void;
};

type End = { readonly site: Site; handlers: TransportHandlers | null; last: number };
type Pair = { readonly id: number; readonly ends: readonly [End, End]; open: boolean };

export const createPairLinks = (deps: {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly faults: FaultLog;
}): PairLinks => {
  const { timeline, dice, trace, faults } = deps;
  const pairs = new Set<Pair>();
  let nextId = 0;

  const latency = ({ ends }: Pair): number =>
    dice.between(5, 40) * Math.max(ends[0].site.weather.slow, ends[1].site.weather.slow);

  const tell = (end: End, reason: string): void =>
    end.site.at(timeline.now(), () => end.handlers?.closed(reason));
  const close = (pair: Pair, reason: string, deaf: End | null): void => {
    if (!pair.open) return;
    pair.open = false;
    pairs.delete(pair);
    trace.note(timeline.now(), 'pair-close', pair.id, reason);
    for (const end of pair.ends) if (end !== deaf) tell(end, reason);
  };

  const send = (pair: Pair, from: End, to: End, frame: Uint8Array) => {
    if (!pair.open) return;
    if (from.site.weather.muteUp) return faults.count('one-way-up');
    if (to.site.weather.muteDown) return faults.count('one-way-down');
    from.last = Math.max(from.last, timeline.now() + latency(pair));
    to.site.at(from.last, () => {
      if (!pair.open) return;
      trace.note(timeline.now(), 'pair', pair.id, to.site.name, frame.length, frame[0] ?? -1);
      to.handlers?.received(frame);
    });
  };

  const attachTo =
    (pair: Pair, end: End, other: End): Attach =>
    (handlers) => {
      end.handlers = handlers;
      return {
        send: (frame) => send(pair, end, other, frame),
        bufferedBytes: () => 0,
        close: () => {
          const time = Math.max(end.last, timeline.now() + latency(pair));
          timeline.at(time, () => close(pair, 'closed by one end', end));
        },
      };
    };

  return {
    connect(a, b) {
      const first: End = { site: a, handlers: null, last: 0 };
      const second: End = { site: b, handlers: null, last: 0 };
      const pair: Pair = { id: nextId++, ends: [first, second], open: true };
      pairs.add(pair);
      const time = timeline.now() + latency(pair);
      timeline.at(time, () => {
        if (a.weather.cut || b.weather.cut) return close(pair, 'unreachable', null);
        for (const end of pair.ends) end.site.at(time, () => pair.open && end.handlers?.opened());
      });
      return [attachTo(pair, first, second), attachTo(pair, second, first)];
    },
    drop(siteName) {
      const dropped = [...pairs].filter(
        ({ ends }) => siteName === null || ends.some(({ site }) => site.name === siteName),
      );
      for (const pair of dropped) close(pair, 'dropped', null);
      return dropped.length;
    },
    bury(siteName) {
      for (const pair of [...pairs])
        for (const end of pair.ends) if (end.site.name === siteName) close(pair, 'died', end);
    },
  };
};
