/** The state that every socket shares: live or not, closed once, and the back-pressure line. */
import { limits } from '../../src/model/limits.ts';
import type { TransportHandlers } from '../../src/ports/index.ts';

/** `drained` comes once what is queued falls under this, after it was above. */
const lowWaterBytes = limits.sendBufferBytes / 4;

export type SocketLink = {
  opened(): void;
  received(frame: Uint8Array): void;
  /** Ends the link; only the first call has an effect. */
  ended(reason: string): void;
  /** No more frames are handed up, though `closed` still is. */
  silence(): void;
  isLive(): boolean;
  /** To be called with the bytes still buffered after queueing, and after some left. */
  queued(bufferedBytes: number): void;
  sent(bufferedBytes: number): void;
};

export const createSocketLink = (handlers: TransportHandlers): SocketLink => {
  let live = true;
  let ended = false;
  let above = false;
  return {
    opened: () => {
      if (live) handlers.opened();
    },
    received: (frame) => {
      if (live) handlers.received(frame);
    },
    ended(reason) {
      live = false;
      if (ended) return;
      ended = true;
      handlers.closed(reason);
    },
    silence: () => {
      live = false;
    },
    isLive: () => live,
    queued(bufferedBytes) {
      if (bufferedBytes >= lowWaterBytes) above = true;
    },
    sent(bufferedBytes) {
      if (!live || !above || bufferedBytes >= lowWaterBytes) return;
      above = false;
      handlers.drained();
    },
  };
};
