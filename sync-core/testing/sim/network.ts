/**
 * Links between installations and the relay. A link keeps its order, as a WebSocket does; between
 * links anything goes. What the weather of a site does to its links is set from outside.
 */
import type { Connector, Transport, TransportHandlers } from '../../src/ports/index.ts';
import type { Dice } from './dice.ts';
import type { FaultLog } from './faults.ts';
import type { RelayConnection, SimRelay } from './relay.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

export type Weather = {
  /** No link opens and none lives. */
  cut: boolean;
  /** Frames from (up) or to (down) the site vanish, and nobody is told. */
  muteUp: boolean;
  muteDown: boolean;
  /** Latency is multiplied by this. */
  slow: number;
  /** The next frame in either direction loses a bit. */
  flipNext: boolean;
};

/** One end of the network: a life of an installation. */
export type Site = {
  readonly name: string;
  readonly weather: Weather;
  /** Runs `task` at `time`, later when the site is asleep, never when its life ended. Order is kept. */
  at(time: number, task: () => void): void;
};

export type Network = {
  connectorFor(site: Site): Connector;
  /** Cuts the links of a site (null: all), frames under way included. How many there were. */
  drop(siteName: string | null): number;
  /** Forgets the links of a life that ended: the relay sees them close, the dead hear nothing. */
  bury(siteName: string): void;
  /** Sends a segment of an earlier connection again, over the open one. False when there is none. */
  replay(siteName: string): boolean;
  links(): number;
};

type Direction = 'up' | 'down';
type Link = {
  readonly id: number;
  readonly site: Site;
  readonly handlers: TransportHandlers;
  relaySide: RelayConnection | null;
  open: boolean;
  readonly last: { up: number; down: number };
  admitted: boolean;
};

const segmentTag = 13;
const welcomeTag = 3;
const keptSegments = 20;

export type NetworkDeps = {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly faults: FaultLog;
  readonly relay: SimRelay;
};

export const createNetwork = ({ timeline, dice, trace, faults, relay }: NetworkDeps): Network => {
  const links = new Set<Link>();
  const past = new Map<
    string,
    { readonly link: number; readonly direction: Direction; readonly frame: Uint8Array }[]
  >();
  let nextId = 0;
  let nextSent = 0;
  let newestDelivered = 0;

  const latency = (site: Site): number => dice.between(5, 60) * site.weather.slow;

  const closeFromNetwork = (link: Link, tellSite: boolean, reason: string): void => {
    if (!link.open) return;
    link.open = false;
    links.delete(link);
    link.relaySide?.closed();
    trace.note(timeline.now(), 'close', link.id, reason);
    if (tellSite) link.site.at(timeline.now(), () => link.handlers.closed(reason));
  };

  const flipped = (frame: Uint8Array): Uint8Array => {
    const copy = frame.slice();
    const place = dice.below(copy.length);
    copy[place] = (copy[place] ?? 0) ^ (1 << dice.below(8));
    faults.count('flip');
    return copy;
  };

  const keep = (link: Link, direction: Direction, frame: Uint8Array): void => {
    if (frame[0] !== segmentTag) return;
    const kept = past.get(link.site.name) ?? [];
    kept.push({ link: link.id, direction, frame });
    if (kept.length > keptSegments) kept.shift();
    past.set(link.site.name, kept);
  };

  const deliver = (link: Link, direction: Direction, frame: Uint8Array, sent: number): void => {
    if (!link.open) return;
    // A frame overtaken by one that was sent later, on another link.
    if (sent < newestDelivered && frame[0] === segmentTag) faults.count('reorder');
    newestDelivered = Math.max(newestDelivered, sent);
    trace.note(timeline.now(), direction, link.id, frame.length, frame[0] ?? -1);
    if (direction === 'up') link.relaySide?.receive(frame);
    else {
      if (frame[0] === welcomeTag) link.admitted = true;
      link.handlers.received(frame);
    }
  };

  const travel = (link: Link, direction: Direction, frame: Uint8Array): void => {
    if (!link.open) return;
    const { weather } = link.site;
    const mute = direction === 'up' ? weather.muteUp : weather.muteDown;
    if (mute) {
      faults.count(direction === 'up' ? 'one-way-up' : 'one-way-down');
      return;
    }
    keep(link, direction, frame);
    const sent = ++nextSent;
    const time = Math.max(link.last[direction], timeline.now() + latency(link.site));
    link.last[direction] = time;
    const flip = weather.flipNext && link.admitted;
    if (flip) weather.flipNext = false;
    const arriving = flip ? flipped(frame) : frame;
    const task = (): void => deliver(link, direction, arriving, sent);
    if (direction === 'up') timeline.at(time, task);
    else link.site.at(time, task);
  };

  const closeGently = (link: Link, by: Direction): void => {
    const time = Math.max(link.last[by], timeline.now() + latency(link.site));
    if (by === 'down') link.site.at(time, () => closeFromNetwork(link, true, 'closed by the relay'));
    else timeline.at(time, () => closeFromNetwork(link, false, 'closed by the site'));
  };

  return {
    connectorFor: (site) => ({
      connect(_url, handlers) {
        const link: Link = {
          id: nextId++,
          site,
          handlers,
          relaySide: null,
          open: true,
          last: { up: 0, down: 0 },
          admitted: false,
        };
        const transport: Transport = {
          send: (frame) => travel(link, 'up', frame),
          bufferedBytes: () => 0,
          close: () => closeGently(link, 'up'),
        };
        links.add(link);
        site.at(timeline.now() + latency(site), () => {
          if (!link.open) return;
          if (site.weather.cut) return closeFromNetwork(link, true, 'unreachable');
          trace.note(timeline.now(), 'open', link.id, site.name);
          link.relaySide = relay.accept({
            send: (frame) => travel(link, 'down', frame),
            close: () => closeGently(link, 'down'),
          });
          handlers.opened();
        });
        return transport;
      },
    }),
    drop(siteName) {
      const dropped = [...links].filter(({ site }) => siteName === null || site.name === siteName);
      for (const link of dropped) closeFromNetwork(link, true, 'dropped');
      return dropped.length;
    },
    bury(siteName) {
      for (const link of [...links]) if (link.site.name === siteName) closeFromNetwork(link, false, 'died');
    },
    replay(siteName) {
      const link = [...links].find(({ site, admitted }) => site.name === siteName && admitted);
      if (!link) return false;
      const old = (past.get(siteName) ?? []).filter((kept) => kept.link < link.id);
      if (old.length === 0) return false;
      const { direction, frame } = dice.pick(old);
      travel(link, direction, frame);
      faults.count('replay');
      return true;
    },
    links: () => links.size,
  };
};
