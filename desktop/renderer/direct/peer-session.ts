/**
 * One community's PeerJS session: one DTLS certificate for as long as it lasts [T15], whatever becomes of the signaling
 * server, the ticket or the own id there. Connections that stand never depend on it: a server that goes away is dialled
 * again, or another of the community's, and the PeerJS object that carried them is kept until the session ends.
 */
import type { DataConnection, MediaConnection, Peer, PeerOptions } from 'peerjs';
import { createSignalingGuard } from './signaling-guard.ts';
import { toRtcConfiguration, type Ways } from './ways.ts';

type Schedule = (run: () => void, afterMs: number) => () => void;
export type Certificate = { readonly certificate: RTCCertificate; readonly fingerprint: string };
/** What a relay's ticket says, and what the person allows. */
export type Place = { readonly peerId: string; readonly token: string; readonly ways: Ways };

export type PeerSession = {
  /** The own id at the signaling server. */
  readonly peerId: string;
  /** SHA-256 of the certificate, as lower-case hex. */
  readonly fingerprint: string;
  readonly ways: Ways;
  /** Null while no signaling server is in reach. */
  call(
    peerId: string,
    stream: MediaStream,
    metadata: Readonly<Record<string, string | boolean>>,
  ): MediaConnection | null;
  connect(peerId: string): DataConnection | null;
  /** Return their own end. */
  onCall(listener: (media: MediaConnection) => void): () => void;
  onConnection(listener: (data: DataConnection) => void): () => void;
};

export type OwnPeerSession = PeerSession & {
  /** A ticket was renewed, or the ways changed: what stands goes on. */
  move(place: Place): void;
  /** The network changed: what was dialled before may lead nowhere. */
  nudge(): void;
  end(): void;
};

export type PeerSessionDeps = {
  readonly PeerClass: new (id: string, options: PeerOptions) => Peer;
  readonly certificate: Certificate;
  readonly schedule: Schedule;
  readonly now: () => number;
  /** A signaling server answered. */
  readonly onOpen: () => void;
};

const firstWaitMs = 300;
const longestWaitMs = 8_000;
/** Whoever lasts so long was no accident: the next wait is short again. */
const stableMs = 10_000;
/** At another server than the community's best: how often that one is tried again. */
const homeMs = 30_000;

const urlToOptions = (address: string): Pick<PeerOptions, 'host' | 'port' | 'path' | 'secure'> => {
  const url = new URL(address);
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 443 : 80),
    path: url.pathname,
    secure,
  };
};

/** Between half and all of it, so that a crowd doesn't come back at once. */
const spread = (ms: number): number => {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return ms * (0.5 + random / 2 ** 33);
};

type Dialled = { readonly peer: Peer; readonly url: string; readonly watch: () => void; wasOpen: boolean };
type Connection = MediaConnection | DataConnection;
/** PeerJS takes a connection from the object that made it once it is over. */
const isOver = ({ provider }: Connection): boolean => provider === null;

export const createPeerSession = (first: Place, deps: PeerSessionDeps): OwnPeerSession => {
  const { schedule, certificate } = deps;
  let place = first;
  let current: Dialled | null = null;
  const peers = new Set<Peer>();
  const live = new Set<Connection>();
  const calls = new Set<(media: MediaConnection) => void>();
  const connections = new Set<(data: DataConnection) => void>();
  let waitMs = firstWaitMs;
  /** Which of the servers comes next. */
  let next = 0;
  let cancelDial: (() => void) | null = null;
  let cancelStable: (() => void) | null = null;
  let ended = false;

  const config = () => toRtcConfiguration(place.ways, certificate.certificate);

  const lost = (one: Dialled): void => {
    if (one !== current || ended) return;
    cancelStable?.();
    // One that was well is tried first: it may only have been started anew.
    next = one.wasOpen ? 0 : next + 1;
    one.wasOpen = false;
    again(spread(waitMs));
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };

  const opened = (one: Dialled): void => {
    if (one !== current || ended) return;
    one.wasOpen = true;
    cancelStable = schedule(() => {
      waitMs = firstWaitMs;
    }, stableMs);
    const best = place.ways.signalingUrls[0];
    if (best !== undefined && best !== one.url) {
      next = 0;
      again(homeMs);
    }
    deps.onOpen();
  };

  const again = (afterMs: number): void => {
    cancelDial?.();
    cancelDial = schedule(dial, afterMs);
  };

  const create = (url: string): Dialled => {
    const peer = new deps.PeerClass(place.peerId, {
      ...urlToOptions(url),
      token: place.token,
      config: config(),
    });
    const { watch } = createSignalingGuard(peer, deps.now);
    const dialled: Dialled = { peer, url, watch, wasOpen: false };
    peers.add(peer);
    peer.on('open', () => opened(dialled));
    peer.on('disconnected', () => lost(dialled));
    peer.on('close', () => {
      peers.delete(peer);
      lost(dialled);
    });
    // A peer that is away or a server that is down is no failure: the relay carries on.
    peer.on('error', () => undefined);
    peer.on('call', (media) => {
      live.add(media);
      for (const listener of calls) listener(media);
    });
    peer.on('connection', (data) => {
      live.add(data);
      for (const listener of connections) listener(data);
    });
    return dialled;
  };

  function dial(): void {
    cancelDial?.();
    cancelDial = null;
    cancelStable?.();
    const { signalingUrls } = place.ways;
    const url = signalingUrls[next % signalingUrls.length];
    if (ended || url === undefined) return;
    const known = current;
    if (known !== null && known.url === url && known.peer.disconnected && !known.peer.destroyed) {
      known.peer.reconnect();
      known.watch();
      return;
    }
    const dialled = create(url);
    current = dialled;
    dialled.watch();
    known?.peer.disconnect();
    sweep();
  }

  /** What carried connections before is kept while it does. */
  const sweep = (): void => {
    for (const one of live) if (isOver(one)) live.delete(one);
    const needed = new Set([...live].map(({ provider }) => provider));
    for (const peer of [...peers]) if (peer !== current?.peer && !needed.has(peer)) peer.destroy();
  };

  const keep = <C extends Connection>(connection: C | undefined): C | null => {
    if (connection === undefined) return null;
    live.add(connection);
    return connection;
  };

  /** New connections have the new ways, and those that stand use them when their network changes. */
  const applyWays = (): void => {
    sweep();
    for (const peer of peers) peer.options.config = config();
    for (const { peerConnection } of live)
      if (peerConnection && peerConnection.signalingState !== 'closed')
        peerConnection.setConfiguration(config());
  };

  dial();

  return {
    get peerId() {
      return place.peerId;
    },
    get ways() {
      return place.ways;
    },
    fingerprint: certificate.fingerprint,
    call: (peerId, stream, metadata) =>
      current?.peer.open ? keep(current.peer.call(peerId, stream, { metadata })) : null,
    connect: (peerId) =>
      current?.peer.open
        ? keep(current.peer.connect(peerId, { serialization: 'raw', reliable: true }))
        : null,
    onCall(listener) {
      calls.add(listener);
      return () => calls.delete(listener);
    },
    onConnection(listener) {
      connections.add(listener);
      return () => connections.delete(listener);
    },
    move(to) {
      const before = place;
      place = to;
      applyWays();
      if (current) current.peer.options.token = to.token;
      const elsewhere = current !== null && !to.ways.signalingUrls.includes(current.url);
      if (before.peerId !== to.peerId) {
        // Nobody dials the old id any more once the new one is announced.
        const old = current;
        current = null;
        waitMs = firstWaitMs;
        next = 0;
        dial();
        old?.peer.disconnect();
      } else if (elsewhere || current?.peer.disconnected) {
        waitMs = firstWaitMs;
        next = 0;
        dial();
      }
    },
    nudge() {
      // Its socket may be open on this side only.
      if (current && !current.peer.disconnected) current.peer.disconnect();
      waitMs = firstWaitMs;
      next = 0;
      dial();
    },
    end() {
      ended = true;
      cancelDial?.();
      cancelStable?.();
      for (const peer of [...peers]) peer.destroy();
    },
  };
};
