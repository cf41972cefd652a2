/**
 * Where pages meet: one PeerJS session a community, under the id of its relay's ticket, for direct links and for
 * calls. All connections of a session show one DTLS certificate, whose hash others are told in the sealed live
 * room: a signaling server that puts itself between two pages has another [T15]. A session lasts as long as its
 * community gives tickets and the person doesn't change whether their address is hidden.
 */
import type { CommunityId } from '@maru/sync-core';
import type { DirectView, HostBridge } from '../../contract/index.ts';
import {
  type Certificate,
  createPeerSession,
  type OwnPeerSession,
  type PeerSession,
} from './peer-session.ts';
import { waysOf } from './ways.ts';

export type { PeerSession } from './peer-session.ts';

export type SessionWatcher = {
  /** A session began. It may not have reached the signaling server yet. */
  began?(community: CommunityId, session: PeerSession): void;
  /** The session stands and its community's other pages changed. */
  changed?(community: CommunityId, session: PeerSession, direct: NonNullable<DirectView>): void;
  ended?(community: CommunityId): void;
};

export type PeerSessions = {
  get(community: CommunityId): PeerSession | null;
  /** The network changed, or the machine woke: what was dialled before is dialled anew. */
  nudge(): void;
  /** Returns its own end. */
  watch(watcher: SessionWatcher): () => void;
  dispose(): void;
};

export type PeerSessionsDeps = {
  readonly bridge: HostBridge;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly now: () => number;
  /** Whether this machine's address is to be hidden, and when that changes. */
  readonly hidden: { get(): boolean; watch(changed: () => void): () => void };
};

const makeCertificate = async (): Promise<Certificate> => {
  const kind: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await RTCPeerConnection.generateCertificate(kind);
  const found = certificate.getFingerprints().find(({ algorithm }) => algorithm?.toLowerCase() === 'sha-256');
  return { certificate, fingerprint: (found?.value ?? '').replaceAll(':', '').toLowerCase() };
};

type Known = { readonly session: OwnPeerSession; direct: NonNullable<DirectView> };

export const createPeerSessions = (deps: PeerSessionsDeps): PeerSessions => {
  const { bridge, schedule, now, hidden } = deps;
  const sessions = new Map<CommunityId, Known>();
  const opening = new Set<CommunityId>();
  const watchers = new Set<SessionWatcher>();
  let disposed = false;

  const placeOf = (direct: NonNullable<DirectView>) => ({
    peerId: direct.peerId,
    token: direct.token,
    ways: waysOf(direct, hidden.get()),
  });

  const stop = (community: CommunityId) => {
    const known = sessions.get(community);
    if (!known) return;
    known.session.end();
    sessions.delete(community);
    for (const watcher of watchers) watcher.ended?.(community);
  };

  const tell = (community: CommunityId) => {
    const known = sessions.get(community);
    if (!known) return;
    for (const watcher of watchers) watcher.changed?.(community, known.session, known.direct);
  };

  const begin = async (community: CommunityId, direct: NonNullable<DirectView>) => {
    // Only pages that meet others load PeerJS.
    const [{ Peer: PeerClass }, certificate] = await Promise.all([import('peerjs'), makeCertificate()]);
    if (disposed) return;
    const session = createPeerSession(placeOf(direct), {
      PeerClass,
      certificate,
      schedule,
      now,
      onOpen: () => tell(community),
    });
    sessions.set(community, { session, direct });
    for (const watcher of watchers) watcher.began?.(community, session);
  };

  const refresh = async (community: CommunityId) => {
    const answer = await bridge.query('direct', { community });
    if (disposed || opening.has(community)) return;
    const direct = answer.ok ? answer.value : null;
    if (!direct) return stop(community);
    const known = sessions.get(community);
    if (known) {
      const { peerId, token, signalingUrls, iceServers } = known.direct;
      known.direct = direct;
      const renewed = token !== direct.token || peerId !== direct.peerId;
      const elsewhere =
        JSON.stringify([signalingUrls, iceServers]) !==
        JSON.stringify([direct.signalingUrls, direct.iceServers]);
      if (renewed || elsewhere) known.session.move(placeOf(direct));
      return tell(community);
    }
    opening.add(community);
    await begin(community, direct).finally(() => opening.delete(community));
  };

  const ends = [
    bridge.listen('directChanged', ({ community }) => void refresh(community)),
    // Another policy is another session: whoever was met under the old one is met anew.
    hidden.watch(() => {
      for (const community of [...sessions.keys()]) {
        stop(community);
        void refresh(community);
      }
    }),
  ];
  // What changed before the page listened.
  void bridge.query('communities', {}).then((known) => {
    if (known.ok) for (const { id } of known.value) void refresh(id);
  });

  return {
    get: (community) => sessions.get(community)?.session ?? null,
    nudge() {
      for (const { session } of sessions.values()) session.nudge();
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    dispose() {
      disposed = true;
      for (const end of ends) end();
      for (const community of [...sessions.keys()]) stop(community);
    },
  };
};
