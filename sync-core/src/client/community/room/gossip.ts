/**
 * Heads passed on from device to device, so that no relay can leave anything out unseen [S3]. Gathered over a
 * moment; in a crowded room about limits.gossipers tell of what others wrote, so that a message costs a room of
 * n devices not n × n frames.
 */
import { type LogId, limits, type Stream, streamToKey } from '../../../model/index.ts';
import type { GossipHead } from '../../../protocol/index.ts';
import type { CommunityCore } from '../core.ts';

type GrownLog = { readonly stream: Stream; readonly log: LogId };

export type Gossip = {
  /** These logs grew. The own log is always told. */
  grown(logs: Iterable<GrownLog>, own: LogId): void;
  /** Somebody new is here: tells a part of all that is held. */
  welcome(): void;
  stop(): void;
};

export type GossipDeps = {
  readonly core: CommunityCore;
  readonly othersHere: () => number;
  readonly tell: (heads: GossipHead[]) => void;
};

export const createGossip = ({ core, othersHere, tell }: GossipDeps): Gossip => {
  const { suite, clock, store } = core;
  const grownLogs = new Map<string, GrownLog>();
  let told = 0;
  let cancel: (() => void) | null = null;

  const headOf = ({ stream, log }: GrownLog): GossipHead | null => {
    const chain = store.chain(stream, log);
    return chain && chain.head !== null ? { stream, log, length: chain.length, head: chain.head } : null;
  };

  /** Tells as many heads as a frame holds; the rest goes with the next. */
  const flush = (): void => {
    cancel = null;
    const heads: GossipHead[] = [];
    for (const [key, place] of grownLogs) {
      if (heads.length >= limits.headsPerGossip) break;
      grownLogs.delete(key);
      const head = headOf(place);
      if (head) heads.push(head);
    }
    if (heads.length > 0) tell(heads);
    if (grownLogs.size > 0) cancel = clock.schedule(limits.gossipMs, flush);
  };

  const note = (logs: Iterable<GrownLog>): void => {
    for (const entry of logs) grownLogs.set(`${streamToKey(entry.stream)} ${entry.log}`, entry);
    if (grownLogs.size > 0) cancel ??= clock.schedule(limits.gossipMs, flush);
  };

  const isTeller = (): boolean => {
    const others = othersHere();
    if (others <= limits.gossipers) return true;
    const [high = 0, low = 0] = suite.random.bytes(2);
    return (high * 256 + low) / 65_536 < limits.gossipers / others;
  };

  /** What a newcomer is told of the rest: a frame's worth, going on where the last one ended. */
  const someOfAllHeld = (): readonly GrownLog[] => {
    const all = store.streams().flatMap((stream) => store.vector(stream).map(({ log }) => ({ stream, log })));
    const some = [...all.slice(told), ...all.slice(0, told)].slice(0, limits.headsPerGossip);
    told = all.length === 0 ? 0 : (told + some.length) % all.length;
    return some;
  };

  return {
    grown(logs, own) {
      const tells = isTeller();
      note([...logs].filter(({ log }) => tells || log === own));
    },
    welcome() {
      if (isTeller()) note(someOfAllHeld());
    },
    stop: () => cancel?.(),
  };
};
