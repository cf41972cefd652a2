/**
 * Links from page to page (PeerJS data channels). Carries frames that the host sealed and never looks into them;
 * what a peer sends goes to the host as it came, within the frame limit. Of two pages the one with the smaller id
 * calls, so that a pair opens one link. Whoever hides their address has links by ways through a relay, or none.
 */
import { type CommunityId, limits } from '@maru/sync-core';
import type { DataConnection } from 'peerjs';
import type { HostBridge } from '../../contract/index.ts';
import type { PeerSession, PeerSessions } from './peer-sessions.ts';

export type DirectLinks = { dispose(): void };

const toBytes = (data: unknown): Uint8Array<ArrayBuffer> | null => {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  // A copy: the view may be of a buffer that the channel reuses.
  return ArrayBuffer.isView(data)
    ? new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    : null;
};

/** Above this the other end reads too slowly: the link is closed and sync goes through the relay. */
const bufferLimit = limits.sendBufferBytes;
/** A link that doesn't come about is given up after this. */
const patienceMs = 20_000;

export const createDirectLinks = (
  bridge: HostBridge,
  sessions: PeerSessions,
  schedule: (run: () => void, afterMs: number) => () => void,
): DirectLinks => {
  /** By session and the id at the other end. */
  const links = new WeakMap<PeerSession, Map<string, DataConnection>>();
  const connections = new Map<string, DataConnection>();
  let lastLink = 0;

  const linksOf = (session: PeerSession): Map<string, DataConnection> => {
    const known = links.get(session) ?? new Map<string, DataConnection>();
    links.set(session, known);
    return known;
  };

  const carry = (
    community: CommunityId,
    session: PeerSession,
    connection: DataConnection,
    initiator: boolean,
  ) => {
    const own = linksOf(session);
    if (own.has(connection.peer)) return connection.close();
    own.set(connection.peer, connection);
    const link = `direct-${++lastLink}`;
    let open = false;
    const giveUp = schedule(() => {
      connection.close();
      end();
    }, patienceMs);
    const end = () => {
      giveUp();
      if (own.get(connection.peer) === connection) own.delete(connection.peer);
      connections.delete(link);
      if (open) void bridge.command('directClosed', { link });
      open = false;
    };
    connection.on('open', () => {
      giveUp();
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

  const ends = [
    sessions.watch({
      began: (community, session) =>
        session.onConnection((connection) => carry(community, session, connection, false)),
      changed(community, session, { peers }) {
        if (!session.ways.open) return;
        for (const id of peers) {
          if (id <= session.peerId || linksOf(session).has(id)) continue;
          const connection = session.connect(id);
          if (connection) carry(community, session, connection, true);
        }
      },
    }),
    bridge.listen('directSend', ({ link, frame }) => {
      const connection = connections.get(link);
      if (!connection?.open) return;
      if ((connection.dataChannel?.bufferedAmount ?? 0) > bufferLimit) return connection.close();
      void connection.send(frame);
    }),
    bridge.listen('directClose', ({ link }) => connections.get(link)?.close()),
  ];

  return {
    dispose: () => {
      for (const end of ends) end();
    },
  };
};
