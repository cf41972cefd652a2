/**
 * Whose media comes in right now. While a relay is away nobody's word gets through, and who is heard is still there;
 * who was killed is heard no more.
 */
import type { DeviceId } from '@maru/sync-core';

export type Liveness = {
  /** Null: no longer. */
  follow(device: DeviceId, connection: RTCPeerConnection | null): void;
  stop(): void;
};

export type LivenessDeps = {
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly alive: (devices: readonly DeviceId[]) => void;
};

const lookMs = 2_000;

const receivedBy = async (connection: RTCPeerConnection): Promise<number> => {
  let bytes = 0;
  for (const entry of (await connection.getStats()).values()) {
    const { type, bytesReceived }: { readonly type?: unknown; readonly bytesReceived?: unknown } = entry;
    if (type === 'transport' && typeof bytesReceived === 'number') bytes += bytesReceived;
  }
  return bytes;
};

export const createLiveness = ({ schedule, alive }: LivenessDeps): Liveness => {
  const followed = new Map<DeviceId, { readonly connection: RTCPeerConnection; received: number }>();
  let cancel: (() => void) | null = null;
  let stopped = false;

  const look = async (): Promise<void> => {
    const heard: DeviceId[] = [];
    for (const [device, one] of [...followed]) {
      if (one.connection.connectionState !== 'connected') continue;
      const received = await receivedBy(one.connection).catch(() => 0);
      if (received > one.received) heard.push(device);
      one.received = received;
    }
    if (stopped) return;
    if (heard.length > 0) alive(heard);
    next();
  };
  const next = (): void => {
    cancel = followed.size > 0 ? schedule(() => void look(), lookMs) : null;
  };

  return {
    follow(device, connection) {
      if (connection === null) followed.delete(device);
      else followed.set(device, { connection, received: 0 });
      if (cancel === null && !stopped) next();
    },
    stop() {
      stopped = true;
      cancel?.();
      followed.clear();
    },
  };
};
