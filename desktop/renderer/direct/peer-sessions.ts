/**
 * Where pages meet: one PeerJS session a community, under the id of its relay's ticket, for direct links and for
 * calls. All connections of a session show one DTLS certificate, whose hash others are told in the sealed live
 * room: a signaling server that puts itself between two pages has another [T15].
 */
import type { CommunityId } from '@maru/sync-core';
import type { Peer, PeerOptions } from 'peerjs';
import type { DirectView, HostBridge } from '../../contract/index.ts';

export type PeerSession = {
  readonly peer: Peer;
  readonly peerId: string;
  /** SHA-256 of the certificate, as lower-case hex. */
  readonly fingerprint: string;
};

export type SessionWatcher = {
  /** A session began. It may not have reached the signaling server yet. */
  began?(community: CommunityId, session: PeerSession): void;
  /** The session stands and its community's other pages changed. */
  changed?(community: CommunityId, session: PeerSession, direct: NonNullable<DirectView>): void;
  ended?(community: CommunityId): void;
};

export type PeerSessions = {
  get(community: CommunityId): PeerSession | null;
  /** Returns its own end. */
  watch(watcher: SessionWatcher): () => void;
  dispose(): void;
};

const optionsOf = (direct: NonNullable<DirectView>, certificate: RTCCertificate): PeerOptions => {
  const url = new URL(direct.signalingUrl);
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 443 : 80),
    path: url.pathname,
    secure,
    token: direct.token,
    config: { iceServers: [], certificates: [certificate] },
  };
};

const makeCertificate = async () => {
  const kind: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await RTCPeerConnection.generateCertificate(kind);
  const found = certificate.getFingerprints().find(({ algorithm }) => algorithm?.toLowerCase() === 'sha-256');
  return { certificate, fingerprint: (found?.value ?? '').replaceAll(':', '').toLowerCase() };
};

export const createPeerSessions = (bridge: HostBridge): PeerSessions => {
  const sessions = new Map<CommunityId, PeerSession>();
  const opening = new Set<CommunityId>();
  const watchers = new Set<SessionWatcher>();
  let disposed = false;

  const stop = (community: CommunityId) => {
    const known = sessions.get(community);
    if (!known) return;
    known.peer.destroy();
    sessions.delete(community);
    for (const watcher of watchers) watcher.ended?.(community);
  };

  const begin = async (community: CommunityId, direct: NonNullable<DirectView>) => {
    // Only pages that meet others load PeerJS.
    const [{ Peer: PeerClass }, { certificate, fingerprint }] = await Promise.all([
      import('peerjs'),
      makeCertificate(),
    ]);
    if (disposed) return;
    const peer = new PeerClass(direct.peerId, optionsOf(direct, certificate));
    const session: PeerSession = { peer, peerId: direct.peerId, fingerprint };
    sessions.set(community, session);
    peer.on('open', () => {
      for (const watcher of watchers) watcher.changed?.(community, session, direct);
    });
    // A peer that is away or a server that is down is no failure: the relay carries on.
    peer.on('error', () => undefined);
    for (const watcher of watchers) watcher.began?.(community, session);
  };

  const refresh = async (community: CommunityId) => {
    const answer = await bridge.query('direct', { community });
    if (disposed || opening.has(community)) return;
    const direct = answer.ok ? answer.value : null;
    const known = sessions.get(community);
    if (!direct) return stop(community);
    if (known?.peerId === direct.peerId && !known.peer.destroyed) {
      if (known.peer.disconnected) known.peer.reconnect();
      for (const watcher of watchers) watcher.changed?.(community, known, direct);
      return;
    }
    stop(community);
    opening.add(community);
    await begin(community, direct).finally(() => opening.delete(community));
  };

  const end = bridge.listen('directChanged', ({ community }) => void refresh(community));
  // What changed before the page listened.
  void bridge.query('communities', {}).then((known) => {
    if (known.ok) for (const { id } of known.value) void refresh(id);
  });

  return {
    get: (community) => sessions.get(community) ?? null,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    dispose() {
      disposed = true;
      end();
      for (const community of [...sessions.keys()]) stop(community);
    },
  };
};
