/** What the client holds of the engine: one community's links over one replica. */
import type { DeviceId, LogId, Stream } from '../model/index.ts';
import type { Clock, Connector, Logger, Random, Transport, TransportHandlers } from '../ports/index.ts';
import type { BlobMessage, GossipHead } from '../protocol/index.ts';
import type { HeldTicket, Replica } from './replica.ts';
import type { SyncStatus } from './status.ts';

export type EngineDeps = {
  readonly replica: Replica;
  readonly connector: Connector;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Called on every change, never from inside a call into the engine's own methods' replica reads. */
  readonly onStatus: (status: SyncStatus) => void;
};

export type PeerLink = { close(): void };

export type Engine = {
  /** The relay's socket address (`ws:` or `wss:`), or null for none. Connects, reconnects, or stops. */
  setRelay(url: string | null): void;
  /**
   * Adds a direct link. `attach` is called once with the handlers and returns the open or opening
   * transport. `device` is who the live room said it is; the handshake must prove it.
   */
  addPeer(
    device: DeviceId,
    role: 'connector' | 'acceptor',
    attach: (handlers: TransportHandlers) => Transport,
  ): PeerLink;
  /** After each commit that made a log longer (own writes; received ones the engine knows itself). */
  appended(stream: Stream, log: LogId): void;
  /** Sends a sealed live-room frame on every live link. Dropped where a link is not live or congested. */
  sendRoom(payload: Uint8Array): void;
  /** Heads that a verified live-room frame of another device told: wants what is missing [S3]. */
  gossip(heads: readonly GossipHead[]): void;
  /**
   * Asks the relay for a signaling ticket; `Replica.receiveTicket` gets it. `held`: the one to renew. Nothing happens
   * while not connected.
   */
  requestTicket(held: HeldTicket | null): void;
  /** Leaves a blob at the relay or asks for one; `Replica.receiveBlob` gets it. Nothing happens while not connected. */
  sendBlobs(message: BlobMessage): void;
  /** Reads status anew (unsent count, visible channel changed). */
  refresh(): void;
  /**
   * Connects at once instead of waiting for the backoff, and finds out whether open links still carry (the network
   * changed, the machine slept, the person asked).
   */
  retryNow(): void;
  status(): SyncStatus;
  stop(): void;
};
