/**
 * A community's links: one to its relay, kept up for as long as a relay is set, and any number of direct
 * ones, over one replica. What arrives on one link is offered to the others. Holds no protocol knowledge.
 */
import type { DeviceId } from '../model/index.ts';
import { relayUrlToDialled } from '../protocol/index.ts';
import { createBackoff } from './backoff.ts';
import type { Engine, EngineDeps } from './engine-types.ts';
import { createLink, type Link } from './link.ts';
import type { SessionConfig, SessionEvent } from './session-state.ts';
import type { LinkProblem, LinkStatus, SyncStatus } from './status.ts';

/** A relay connection that lasted this long was no accident: the next wait starts small again. */
const stableMs = 10_000;
/** A dialled socket that does not open in this time is given up. */
const dialMs = 15_000;

type Open = { readonly link: Link; readonly device: DeviceId | null; status: LinkStatus };

const noStatus: LinkStatus = { phase: 'handshake', missing: 0, total: 0, problem: null };

/** The host and port of a socket address: what a hello is bound to. */
export const urlToAudience = (url: string): string => url.replace(/^wss?:\/\//, '').replace(/[/?#].*$/, '');

export const createEngine = (deps: EngineDeps): Engine => {
  const { replica, connector, clock, random, logger } = deps;
  const open = new Set<Open>();
  const backoff = createBackoff(random);
  let relayUrl: string | null = null;
  let relay: Open | null = null;
  let cancelRedial: (() => void) | null = null;
  let cancelStable: (() => void) | null = null;
  let cancelDial: (() => void) | null = null;
  let problem: LinkProblem | null = null;
  let stopped = false;
  let told = '';

  const status = (): SyncStatus => {
    const directPeers: DeviceId[] = [];
    let catching = false;
    let live = false;
    let missing = 0;
    let total = 0;
    for (const { device, status: link } of open) {
      if (link.phase === 'handshake' || link.phase === 'closed') continue;
      // A link that was given up without a word lives on beside its successor for a while.
      if (device && !directPeers.includes(device)) directPeers.push(device);
      if (link.phase === 'live') live = true;
      else catching = true;
      // Several links miss the same envelopes.
      missing = Math.max(missing, link.missing);
      total = Math.max(total, link.total);
    }
    const offline = relayUrl === null || (relay === null && cancelRedial === null);
    return {
      status: catching ? 'catching-up' : live ? 'online' : offline ? 'offline' : 'connecting',
      missing,
      total,
      problem: relay?.status.problem ?? problem,
      directPeers,
    };
  };

  const tell = (): void => {
    const now = status();
    const text = JSON.stringify(now);
    if (text === told || stopped) return;
    told = text;
    deps.onStatus(now);
  };

  const others = (self: Open, event: SessionEvent): void => {
    for (const other of open) if (other !== self) other.link.dispatch(event);
  };

  const start = (
    config: SessionConfig,
    onClosed: (entry: Open, problem: LinkProblem | null) => void,
  ): Open => {
    const link = createLink(config, {
      replica,
      clock,
      random,
      logger,
      onStatus(next) {
        entry.status = next;
        tell();
      },
      onClosed(_reason, why) {
        open.delete(entry);
        onClosed(entry, why);
        tell();
      },
      onGrown: (stream, log) => others(entry, { type: 'appended', origin: 'other', stream, log }),
      onFork: (proof) => others(entry, { type: 'forkFound', proof }),
    });
    const entry: Open = { link, device: config.peer === 'device' ? config.device : null, status: noStatus };
    open.add(entry);
    return entry;
  };

  const relayClosed = (entry: Open, why: LinkProblem | null): void => {
    if (relay !== entry) return;
    relay = null;
    cancelStable?.();
    cancelDial?.();
    problem = why;
    // Trying again would meet the same answer; a person must act (update, ask for a new invite).
    if (stopped || relayUrl === null || why === 'version' || why === 'proof') return;
    cancelRedial = clock.schedule(backoff.next(), dial);
  };

  const dial = (): void => {
    cancelRedial?.();
    cancelRedial = null;
    if (stopped || relayUrl === null || relay !== null) return;
    const entry = start({ peer: 'relay', role: 'connector', audience: urlToAudience(relayUrl) }, relayClosed);
    relay = entry;
    cancelDial = clock.schedule(dialMs, () => entry.link.close('not reachable in time'));
    const { handlers } = entry.link;
    entry.link.attach(
      connector.connect(relayUrlToDialled(relayUrl), {
        ...handlers,
        opened() {
          cancelDial?.();
          cancelStable = clock.schedule(stableMs, () => {
            backoff.reset();
            problem = null;
          });
          handlers.opened();
        },
      }),
    );
    tell();
  };

  const everywhere = (event: SessionEvent): void => {
    for (const entry of [...open]) entry.link.dispatch(event);
  };

  return {
    setRelay(url) {
      if (url === relayUrl) return;
      relayUrl = url;
      problem = null;
      cancelRedial?.();
      cancelRedial = null;
      const old = relay;
      relay = null;
      old?.link.close('relay changed');
      backoff.reset();
      dial();
      tell();
    },
    addPeer(device, role, attach) {
      const entry = start({ peer: 'device', role, device }, () => undefined);
      entry.link.attach(attach(entry.link.handlers));
      return { close: () => entry.link.close('closed here') };
    },
    appended: (stream, log) => everywhere({ type: 'appended', origin: 'own', stream, log }),
    sendRoom: (payload) => everywhere({ type: 'room', payload }),
    gossip: (heads) => everywhere({ type: 'gossip', heads }),
    requestTicket: (held) => relay?.link.dispatch({ type: 'ticketWanted', held }),
    sendBlobs: (message) => relay?.link.dispatch({ type: 'blobs', message }),
    refresh() {
      everywhere({ type: 'refresh' });
      tell();
    },
    retryNow() {
      everywhere({ type: 'probe' });
      if (relay !== null) return;
      backoff.reset();
      dial();
    },
    status,
    stop() {
      stopped = true;
      cancelRedial?.();
      cancelStable?.();
      cancelDial?.();
      for (const entry of [...open]) entry.link.close('stopped');
    },
  };
};
