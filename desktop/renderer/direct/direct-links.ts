/**
 * Links from page to page (PeerJS data channels), one signaling session per community. Carries frames
 * that the host sealed and never looks into them; what a peer sends goes to the host as it came, within
 * the frame limit. Of two pages the one with the smaller id calls, so that a pair opens one link.
 */
import { type CommunityId, limits } from '@maru/sync-core';
import type { DataConnection, Peer, PeerOptions } from 'peerjs';
import type { DirectView, HostBridge } from '../../contract/index.ts';

export type DirectLinks = { dispose(): void };

type Session = { readonly peer: Peer; readonly peerId: string; readonly links: Map<string, DataConnection> };

const optionsOf = (direct: NonNullable<DirectView>): PeerOptions => {
  const url = new URL(direct.signalingUrl);
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 443 : 80),
    path: url.pathname,
    secure,
    token: direct.token,
    // Reachable without a third party where it can be; TURN comes with calls.
    config: { iceServers: [] },
  };
};

const toBytes = (data: unknown): Uint8Array<ArrayBuffer> | null => {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  // A copy: the view may be of a buffer that the channel reuses.
  return ArrayBuffer.isView(data)
    ? new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    : null;
};

/** Above this the other end reads too slowly: the link is closed and sync goes through the relay. */
const bufferLimit = limits.sendBufferBytes;

export const createDirectLinks = (bridge: HostBridge): DirectLinks => {
  const sessions = new Map<CommunityId, Session>();
  const connections = new Map<string, DataConnection>();
  const opening = new Set<CommunityId>();
  let lastLink = 0;
  let disposed = false;

  const carry = (
    community: CommunityId,
    session: Session,
    connection: DataConnection,
    initiator: boolean,
  ) => {
    if (session.links.has(connection.peer)) return connection.close();
    session.links.set(connection.peer, connection);
    const link = `direct-${++lastLink}`;
    let open = false;
    const end = () => {
      if (session.links.get(connection.peer) === connection) session.links.delete(connection.peer);
      connections.delete(link);
      if (open) void bridge.command('directClosed', { link });
      open = false;
    };
    connection.on('open', () => {
      open = true;
      connections.set(link, connection);
      void bridge.command('directOpened', { community, link, initiator, peer: connection.peer });
    });
    connection.on('data', (data) => {
      const frame = toBytes(data);
      // Not a frame of ours: the link has no use.
      if (!frame || frame.length > limits.frameBytes) return connection.close();
      void bridge.command('directReceived', { link, frame });
    });
    connection.on('close', end);
    connection.on('error', () => {
      connection.close();
      end();
    });
  };

  const callPeers = (community: CommunityId, session: Session, peers: readonly string[]) => {
    for (const id of peers)
      if (session.peerId < id && !session.links.has(id))
        carry(community, session, session.peer.connect(id, { serialization: 'raw', reliable: true }), true);
  };

  const stop = (community: CommunityId) => {
    sessions.get(community)?.peer.destroy();
    sessions.delete(community);
  };

  const refresh = async (community: CommunityId) => {
    const answer = await bridge.query('direct', { community });
    if (disposed || opening.has(community)) return;
    const direct = answer.ok ? answer.value : null;
    const known = sessions.get(community);
    if (!direct) return stop(community);
    if (known?.peerId === direct.peerId && !known.peer.destroyed) {
      if (known.peer.disconnected) known.peer.reconnect();
      return callPeers(community, known, direct.peers);
    }
    stop(community);
    opening.add(community);
    // Only pages that link directly load PeerJS.
    const { Peer: PeerClass } = await import('peerjs').finally(() => opening.delete(community));
    if (disposed) return;
    const session: Session = {
      peer: new PeerClass(direct.peerId, optionsOf(direct)),
      peerId: direct.peerId,
      links: new Map(),
    };
    sessions.set(community, session);
    session.peer.on('open', () => callPeers(community, session, direct.peers));
    session.peer.on('connection', (connection) => carry(community, session, connection, false));
    // A peer that is away or a server that is down is no failure: the relay carries on.
    session.peer.on('error', () => undefined);
  };

  const ends = [
    bridge.listen('directChanged', ({ community }) => void refresh(community)),
    bridge.listen('directSend', ({ link, frame }) => {
      const connection = connections.get(link);
      if (!connection?.open) return;
      if ((connection.dataChannel?.bufferedAmount ?? 0) > bufferLimit) return connection.close();
      void connection.send(frame);
    }),
    bridge.listen('directClose', ({ link }) => connections.get(link)?.close()),
  ];
  // What changed before the page listened.
  void bridge.query('communities', {}).then((known) => {
    if (known.ok) for (const { id } of known.value) void refresh(id);
  });

  return {
    dispose: () => {
      disposed = true;
      for (const end of ends) end();
      for (const community of [...sessions.keys()]) stop(community);
    },
  };
};
