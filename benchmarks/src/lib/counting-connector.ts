/** A connector that counts what goes over its links, as frames of the WebSocket protocol. */
import type { Connector } from '@maru/sync-core';

export type Traffic = {
  sentBytes: number;
  receivedBytes: number;
  sentFrames: number;
  receivedFrames: number;
  /** How often something was sent after something had been received: the turns that cost a round trip each. */
  turns: number;
};

/** Header of a WebSocket frame; what a client sends is masked by four bytes more. */
const frameBytes = (payload: number, masked: boolean): number =>
  payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10) + (masked ? 4 : 0);

/** Counts those frames that `counts` is true for. */
export const createCountingConnector = (
  inner: Connector,
  counts: (frame: Uint8Array) => boolean = () => true,
): { readonly connector: Connector; readonly traffic: Traffic; reset(): void } => {
  const none = { sentBytes: 0, receivedBytes: 0, sentFrames: 0, receivedFrames: 0, turns: 0 };
  const traffic: Traffic = { ...none };
  let receivedLast = true;
  return {
    traffic,
    reset() {
      Object.assign(traffic, none);
      receivedLast = true;
    },
    connector: {
      connect(url, handlers) {
        const transport = inner.connect(url, {
          ...handlers,
          received(frame) {
            if (counts(frame)) {
              traffic.receivedBytes += frameBytes(frame.length, false);
              traffic.receivedFrames++;
              receivedLast = true;
            }
            handlers.received(frame);
          },
        });
        return {
          ...transport,
          send(frame) {
            if (counts(frame)) {
              traffic.sentBytes += frameBytes(frame.length, true);
              traffic.sentFrames++;
              if (receivedLast) traffic.turns++;
              receivedLast = false;
            }
            transport.send(frame);
          },
        };
      },
    },
  };
};
