/**
 * A line to every other participant, as the roster names them. Calls that come in are answered only from an address
 * and for a session that the roster names; those of whom it doesn't name yet wait a little, a few at a time.
 */
import { type CallParticipantView, type DeviceId, limits } from '@maru/sync-core';
import type { MediaConnection } from 'peerjs';
import { z } from 'zod';
import type { PeerSession } from '../direct/peer-sessions.ts';
import type { CallFrames } from './frames/call-frames.ts';
import { createLine, type Incoming, type Line, type LinkState } from './line.ts';
import type { Outgoing } from './outgoing.ts';

export type { Incoming, LinkState } from './line.ts';

export type MeshDeps = {
  readonly session: PeerSession;
  /** The own session in this call. */
  readonly own: string;
  readonly outgoing: Outgoing;
  /** A connection's frames are sealed when both ends say so. */
  readonly frames: Pick<CallFrames, 'isOn' | 'attach'>;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly onState: (device: DeviceId, state: LinkState | null) => void;
  /** Media may be shown and played; null: no longer. */
  readonly onMedia: (device: DeviceId, media: Incoming | null) => void;
  /** A connection whose other side has shown who it is, to measure and to tune; null: no longer. */
  readonly onConnection: (device: DeviceId, connection: RTCPeerConnection | null) => void;
};

export type Mesh = {
  /** Who is in the call now, oneself too. */
  setParticipants(everyone: readonly CallParticipantView[]): void;
  /** The network or the signaling server came back: what isn't well is dialled at once. */
  nudge(): void;
  close(): void;
};

/**
 * Says which call a connection is for, and how its frames go; whatever else comes in is hung up. Sessions are names
 * that anybody in the call could repeat as their own: devices say for whom it is meant, so that nobody's voice
 * comes under somebody else's name [T15].
 */
const label = z.object({
  from: z.string().max(64),
  fromDevice: z.string().max(64),
  to: z.string().max(64),
  toDevice: z.string().max(64),
  sealed: z.boolean().default(false),
});

/** Who was in reach is no more, all of them. */
export const isReconnecting = (links: { readonly [device: string]: LinkState }): boolean => {
  const states = Object.values(links);
  return states.includes('reconnecting') && !states.includes('connected');
};

const patienceMs = 6_000;
const unknownCalls = 16;

export const createMesh = (deps: MeshDeps): Mesh => {
  const { session, own, frames, schedule } = deps;
  const lines = new Map<DeviceId, Line>();
  /** Calls of those whom the roster doesn't name yet: their word takes another way than their call. */
  const unknown = new Map<MediaConnection, () => void>();
  let ownDevice: DeviceId | null = null;
  let closed = false;

  const drop = (device: DeviceId): void => {
    const line = lines.get(device);
    lines.delete(device);
    line?.end();
  };

  const isSealed = (other: CallParticipantView): boolean => frames.isOn() && other.seals;

  const open = (other: CallParticipantView, fromDevice: DeviceId): void => {
    const { device } = other;
    const { outgoing } = deps;
    const line = createLine(other, {
      session,
      own,
      names: { from: own, fromDevice, to: other.session, toDevice: device },
      outgoing,
      seal: isSealed(other) ? (connection) => frames.attach(device, connection) : null,
      schedule,
      onState: (state) => deps.onState(device, state),
      onMedia: (media) => deps.onMedia(device, media),
      onConnection: (connection) => deps.onConnection(device, connection),
    });
    lines.set(device, line);
  };

  const wait = (media: MediaConnection) => {
    if (unknown.size >= unknownCalls) return media.close();
    const cancel = schedule(() => {
      unknown.delete(media);
      media.close();
    }, patienceMs);
    unknown.set(media, cancel);
  };

  const answer = (media: MediaConnection) => {
    const named = label.safeParse(media.metadata);
    if (!named.success || closed) return media.close();
    const { from, fromDevice, to, toDevice, sealed } = named.data;
    if (to !== own || (ownDevice !== null && toDevice !== ownDevice)) return media.close();
    const line = [...lines].find(([device]) => device === fromDevice)?.[1];
    if (ownDevice !== null && line?.session === from && line.expects(media.peer, sealed))
      return line.take(media);
    wait(media);
  };
  const endAnswering = session.onCall(answer);

  return {
    setParticipants(everyone) {
      ownDevice = everyone.find(({ me }) => me)?.device ?? ownDevice;
      const next = everyone.filter(({ me }) => !me);
      for (const [device, line] of [...lines]) {
        const same = next.find((one) => one.device === device && one.session === line.session);
        const isKept = same?.fingerprint === line.fingerprint && isSealed(same) === line.sealed;
        if (isKept) line.update(same);
        else drop(device);
      }
      // However many say that they are in it: whoever came first has their line.
      for (const other of next)
        if (ownDevice !== null && !lines.has(other.device) && lines.size < limits.callParticipants)
          open(other, ownDevice);
      for (const [media, cancel] of [...unknown]) {
        cancel();
        unknown.delete(media);
        answer(media);
      }
    },
    nudge() {
      for (const line of lines.values()) line.nudge();
    },
    close() {
      closed = true;
      endAnswering();
      for (const [media, cancel] of unknown) {
        cancel();
        media.close();
      }
      unknown.clear();
      for (const device of [...lines.keys()]) drop(device);
    },
  };
};
