import { percentile } from '../../lib/stats.ts';
import type { Trial } from '../../lib/trial.ts';
import { type ContestantName, contestants } from './contestants.ts';

const longestMs = 20_000;

/** Deliveries a second with the publisher sending as fast as it can, then latency at a fixed rate. */
export const createRun = (name: ContestantName) => async (trial: Trial) => {
  const contestant = contestants[name];
  const { subscribers, messages, warmUp, rate } = trial.pick({
    tiny: { subscribers: 5, messages: 20, warmUp: 5, rate: { messages: 10, perSecond: 50 } },
    quick: { subscribers: 200, messages: 400, warmUp: 50, rate: { messages: 100, perSecond: 100 } },
    full: { subscribers: 200, messages: 2_000, warmUp: 200, rate: { messages: 1_000, perSecond: 100 } },
  });
  let deliveries = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let reached = Promise.withResolvers<void>();
  let sentAt: number[] = [];
  let latencies: number[] | null = null;
  const counts = new Uint32Array(subscribers);
  const total = warmUp + messages + rate.messages;
  const stage = await contestant.set(trial, subscribers, total, (subscriber) => {
    const count = counts[subscriber] ?? 0;
    counts[subscriber] = count + 1;
    if (latencies) latencies.push(performance.now() - (sentAt[count] ?? Number.NaN));
    if (++deliveries === wanted) reached.resolve();
  });
  const expect = (count: number): Promise<void> => {
    wanted = deliveries + count * subscribers;
    reached = Promise.withResolvers<void>();
    const { promise, reject } = reached;
    const timer = setTimeout(
      () => reject(new Error(`${deliveries} deliveries of ${wanted} after a minute`)),
      longestMs,
    );
    return promise.finally(() => clearTimeout(timer));
  };
  let next = 0;
  const sendAll = async (count: number): Promise<void> => {
    const all = expect(count);
    for (let index = 0; index < count; index++) {
      sentAt[next] = performance.now();
      stage.send(next++);
      // Like a busy room: in bursts of 20, not one write of megabytes.
      if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
    }
    await all;
  };
  try {
    await sendAll(warmUp);
    const start = performance.now();
    await sendAll(messages);
    trial.record('fan-out', contestant.label, (messages * subscribers * 1000) / (performance.now() - start));

    latencies = [];
    const all = expect(rate.messages);
    const began = performance.now();
    for (let index = 0; index < rate.messages; index++) {
      const due = began + (index * 1000) / rate.perSecond;
      while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
      sentAt[next] = performance.now();
      stage.send(next++);
    }
    await all;
    trial.record('delivery', `${contestant.label}, p50`, percentile(latencies, 0.5));
    trial.record('delivery', `${contestant.label}, p99`, percentile(latencies, 0.99));
    if (!counts.every((count) => count === total)) throw new Error('a subscriber missed messages');
  } finally {
    sentAt = [];
    await stage.stop();
  }
};
