/**
 * A duplex of whole binary frames: a WebSocket, a WebRTC data channel, a MessagePort, or a
 * simulated link. Delivery is in order while it is open; nothing else is promised.
 */
export type Transport = {
  /** Queues one frame. Ignored after close. */
  send(frame: Uint8Array): void;
  /** Bytes queued and not yet handed to the network, for back-pressure. */
  bufferedBytes(): number;
  close(): void;
};

export type TransportHandlers = {
  opened(): void;
  received(frame: Uint8Array): void;
  /** Called once, whoever closed. No other handler is called after it. */
  closed(reason: string): void;
  /** The buffer has drained enough to send more. */
  drained(): void;
};

/** Opens links by address (`ws:`, `wss:`). Handlers are never called before `connect` returns. */
export type Connector = {
  connect(url: string, handlers: TransportHandlers): Transport;
};
