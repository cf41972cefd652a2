/**
 * The composition root of a relay: store, committer, communities, sockets, HTTP and signaling on one
 * port. `npm start` and tests embed it; `main.ts` runs it alone. It opens nothing before `listen`.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSignaling, type Signaling, type SignalingLimits, type TurnConfig } from '@maru/signaling';
import { createSuite, type Logger, type Random, yjsRoomPath } from '@maru/sync-core';
import { nodeSha256 } from '@maru/sync-core/drivers/node';
import { createCommunities } from './community/communities.ts';
import { createHttpApp } from './http/app.ts';
import { type RelayLimits, relayLimits } from './limits.ts';
import { createMeetings } from './meetings.ts';
import { createRooms, type Rooms } from './rooms/rooms.ts';
import { type Acceptor, createAcceptor, refuseUpgrade } from './socket/acceptor.ts';
import { createTurn } from './socket/turn.ts';
import { createCommitter } from './store/committer.ts';
import type { LogStore } from './store/log-store.ts';

export type RelayDeps = {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Opened by `listen`, closed by `close`. */
  readonly openStore: () => LogStore;
  readonly random: Random;
  readonly logger: Logger;
  readonly now?: () => number;
  /** Folder of the built web client, or null. */
  readonly webFolder?: string | null;
  /** Host names under which clients dial, besides loopback and `host` with the port listened on. */
  readonly audiences?: readonly string[];
  /** Origins allowed besides those of the audiences. */
  readonly origins?: readonly string[];
  readonly limits?: Partial<RelayLimits>;
  /** Shared with a signaling server that runs alone, at least 32 bytes; random where null. */
  readonly signalingSecret?: Uint8Array | null;
  /** Signaling servers of their own that share the secret; the one beside this relay where there are none. */
  readonly signalingUrls?: readonly string[];
  /** A coturn whose ways members may use; null for none. */
  readonly turn?: TurnConfig | null;
  /** Rooms for other Yjs editors at `/yjs/<room>`; true unless told otherwise. */
  readonly yjsRooms?: boolean;
  /** Changes of the embedded signaling server's limits. */
  readonly signalingLimits?: Partial<SignalingLimits>;
  /** After each commit, before anyone is told: tests end the process here. */
  readonly committed?: (writes: number) => void;
};

export type RelayAddress = {
  readonly host: string;
  readonly port: number;
  /** `http://host:port` */
  readonly url: string;
  /** `ws://host:port/sync` */
  readonly syncUrl: string;
  /** `ws://host:port/yjs`, to which y-websocket's provider adds a room's name. */
  readonly yjsUrl: string;
};

export type Relay = {
  /** Rejects with the system's error (`EADDRINUSE` …) where it can't listen or open its store. */
  listen(): Promise<RelayAddress>;
  address(): RelayAddress | null;
  /** Says goodbye to everyone, commits what waits and closes the store. */
  close(): Promise<void>;
};

const syncPath = '/sync';
const urlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const namesOf = (host: string, port: number, more: readonly string[]): ReadonlySet<string> => {
  const names = ['127.0.0.1', 'localhost', '[::1]', urlHost(host)];
  // As `new URL(…).host` gives it: without the scheme's own port.
  return new Set([...names.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]), ...more]);
};

type Running = {
  readonly server: Server;
  readonly store: LogStore;
  readonly acceptor: Acceptor;
  readonly signaling: Signaling;
  readonly rooms: Rooms | null;
  readonly address: RelayAddress;
  readonly flush: () => void;
};

export const createRelay = (deps: RelayDeps): Relay => {
  const { logger, random } = deps;
  const limits: RelayLimits = { ...relayLimits, ...deps.limits };
  const now = deps.now ?? (() => Date.now());
  let running: Running | null = null;
  let closing = false;
  let healthy = true;
  let commits = 0;
  let stored = 0;

  const start = async (): Promise<Running> => {
    const suite = await createSuite(random, nodeSha256);
    const server = createServer(
      {
        maxHeaderSize: limits.headerBytes,
        headersTimeout: limits.headersMs,
        requestTimeout: limits.requestMs,
        keepAliveTimeout: limits.keepAliveMs,
        connectionsCheckingInterval: 1_000,
      },
      (request, response) => void handle(request, response),
    );
    server.on('clientError', (_error, socket) => refuseUpgrade(socket, 400));
    server.maxConnections = limits.connections + 1_000;
    const port = await listenOn(server, deps.host, deps.port);

    let store: LogStore;
    try {
      store = deps.openStore();
    } catch (error) {
      server.close();
      throw error;
    }
    const bug = (error: unknown): void =>
      logger.error('bug', { error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
    const turn = createTurn(bug);
    const committer = createCommitter({
      store,
      schedule: () => turn.at('commit', committer.flush),
      committed(writes) {
        healthy = true;
        commits++;
        stored += writes;
        deps.committed?.(writes);
      },
      failed(error) {
        healthy = false;
        logger.error('commit failed', { error: error instanceof Error ? error.message : 'unknown' });
        communities.reloadAll();
      },
      bug,
    });
    const communities = createCommunities({ store, committer, turn, hash: suite.hash });
    const audiences = namesOf(deps.host, port, deps.audiences ?? []);
    const origins = new Set([
      ...[...audiences].flatMap((name) => [`http://${name}`, `https://${name}`]),
      ...(deps.origins ?? []),
    ]);
    const isOrigin = (origin: string): boolean => origins.has(origin);
    const signaling = createSignaling({
      secret: deps.signalingSecret ?? random.bytes(32),
      random,
      logger,
      now,
      isOrigin,
      ...(deps.signalingLimits === undefined ? {} : { limits: deps.signalingLimits }),
    });
    const acceptor = createAcceptor({
      suite,
      store,
      committer,
      communities,
      turn,
      limits,
      random,
      logger,
      now,
      isOrigin,
      isAudience: (host) => audiences.has(host),
      meetings: createMeetings({
        issueTicket: signaling.issueTicket,
        signalingUrls: deps.signalingUrls ?? [],
        turn: deps.turn ?? null,
        now,
      }),
    });
    const rooms =
      deps.yjsRooms === false
        ? null
        : createRooms({ hash: suite.hash, random, logger, turn, limits, now, isOrigin });
    const handle = createHttpApp({
      webFolder: deps.webFolder ?? null,
      isReady: () => healthy && !closing,
      figures: () => ({
        connections: acceptor.connections(),
        communities: communities.count(),
        commits,
        stored_runs: stored,
        signaling_peers: signaling.peers(),
        ...rooms?.figures(),
      }),
      logger,
    }).callback();
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const path = (request.url ?? '').split('?', 1)[0];
      if (path === syncPath) acceptor.upgrade(request, socket, head);
      else if (path === signaling.path) signaling.upgrade(request, socket, head);
      else if (rooms && path?.startsWith(`${yjsRoomPath}/`)) rooms.upgrade(request, socket, head);
      else refuseUpgrade(socket, 404);
    });
    const url = `http://${urlHost(deps.host)}:${port}`;
    const dialled = url.replace('http', 'ws');
    const address = {
      host: deps.host,
      port,
      url,
      syncUrl: `${dialled}${syncPath}`,
      yjsUrl: `${dialled}${yjsRoomPath}`,
    };
    logger.info('relay listens', { url });
    return { server, store, acceptor, signaling, rooms, address, flush: committer.flush };
  };

  return {
    async listen() {
      running = await start();
      return running.address;
    },
    address: () => running?.address ?? null,
    async close() {
      if (!running || closing) return;
      closing = true;
      const { server, store, acceptor, signaling, rooms, flush } = running;
      flush();
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      signaling.close();
      await Promise.all([acceptor.close(), rooms?.close()]);
      server.closeAllConnections();
      await stopped;
      flush();
      store.close();
      logger.info('relay closed');
    },
  };
};

const listenOn = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      resolve((server.address() as AddressInfo).port);
    });
  });
