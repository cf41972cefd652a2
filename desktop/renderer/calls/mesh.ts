/**
 * A connection to every other participant. Of two the one with the smaller session dials. A connection counts
 * only from and to an address that the roster names, and media is let through, either way, only when the certificate
 * that the other side shows is the one its device signed [T15]. A connection that fails is dialled anew while both
 * are in the call.
 */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import type { MediaConnection } from 'peerjs';
import { z } from 'zod';
import type { PeerSession } from '../direct/peer-sessions.ts';
import { isOnly } from './fingerprints.ts';
import type { Outgoing, Slot } from './outgoing.ts';

export type Incoming = { readonly [S in Slot]: MediaStreamTrack };
export type LinkState = 'connecting' | 'connected' | 'refused';

export type MeshDeps = {
  readonly session: PeerSession;
  /** The own session in this call. */
  readonly own: string;
  readonly outgoing: Outgoing;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly onState: (device: DeviceId, state: LinkState | null) => void;
  /** Media may be shown and played; null: no longer. */
  readonly onMedia: (device: DeviceId, media: Incoming | null) => void;
  /** A connection whose other side has shown who it is, to measure and to tune; null: no longer. */
  readonly onConnection: (device: DeviceId, connection: RTCPeerConnection | null) => void;
};

export type Mesh = {
  /** Who else is in the call now. */
  setParticipants(others: readonly CallParticipantView[]): void;
  close(): void;
};

/** Says which call a connection is for; whatever else comes in is hung up. */
const label = z.object({ from: z.string().max(64), to: z.string().max(64) });

const redialMs = 1_500;
/** A connection that doesn't come about, or stays broken, is given up after this. */
const patienceMs = 6_000;
const unknownCalls = 16;

type Link = {
  readonly other: CallParticipantView;
  readonly media: MediaConnection;
  readonly ends: (() => void)[];
  passed: boolean;
};

/** Receivers in the order of `slots`: sound before pictures, as both sides added them. */
const incomingOf = (connection: RTCPeerConnection): Incoming | null => {
  const tracks = (kind: string) =>
    connection
      .getTransceivers()
      .map(({ receiver }) => receiver.track)
      .filter((track) => track.kind === kind);
  const [microphone, screenSound] = tracks('audio');
  const [camera, screen] = tracks('video');
  return microphone && screenSound && camera && screen ? { microphone, screenSound, camera, screen } : null;
};

export const createMesh = (deps: MeshDeps): Mesh => {
  const { session, own, outgoing, schedule } = deps;
  const links = new Map<DeviceId, Link>();
  const redials = new Map<DeviceId, () => void>();
  let others: readonly CallParticipantView[] = [];
  let closed = false;

  const drop = (device: DeviceId): void => {
    const link = links.get(device);
    if (!link) return;
    links.delete(device);
    for (const end of link.ends) end();
    link.media.close();
    if (link.passed) {
      deps.onConnection(device, null);
      deps.onMedia(device, null);
    }
    deps.onState(device, null);
  };

  const isDialler = (other: CallParticipantView): boolean => own < other.session;

  const redial = (other: CallParticipantView): void => {
    redials.get(other.device)?.();
    redials.set(
      other.device,
      schedule(() => {
        redials.delete(other.device);
        const still = others.find(({ session: one }) => one === other.session);
        if (still && !links.has(still.device)) dial(still);
      }, redialMs),
    );
  };

  const fail = (link: Link): void => {
    if (links.get(link.other.device) !== link) return;
    drop(link.other.device);
    if (isDialler(link.other) && !closed) redial(link.other);
  };

  /** Lets media through once the other side has shown who it is. */
  const check = (link: Link, connection: RTCPeerConnection) => {
    const { other } = link;
    if (link.passed || connection.connectionState !== 'connected') return;
    if (!isOnly(connection.remoteDescription?.sdp ?? '', other.fingerprint)) {
      drop(other.device);
      deps.onState(other.device, 'refused');
      return;
    }
    const media = incomingOf(connection);
    if (media === null) return fail(link);
    link.passed = true;
    // Silence and darkness went out till now: whoever stands between hears nothing, for no moment.
    link.ends.push(outgoing.follow(connection));
    deps.onConnection(other.device, connection);
    deps.onState(other.device, 'connected');
    deps.onMedia(other.device, media);
  };

  const carry = (other: CallParticipantView, media: MediaConnection) => {
    drop(other.device);
    const link: Link = { other, media, ends: [], passed: false };
    links.set(other.device, link);
    deps.onState(other.device, 'connecting');
    const connection: RTCPeerConnection | undefined = media.peerConnection;
    if (!connection) return fail(link);
    let cancel = schedule(() => fail(link), patienceMs);
    const changed = () => {
      cancel();
      switch (connection.connectionState) {
        case 'connected':
          return check(link, connection);
        case 'failed':
        case 'closed':
          return fail(link);
        default:
          cancel = schedule(() => fail(link), patienceMs);
      }
    };
    connection.addEventListener('connectionstatechange', changed);
    link.ends.push(() => {
      cancel();
      connection.removeEventListener('connectionstatechange', changed);
    });
    media.on('close', () => fail(link));
    media.on('error', () => fail(link));
  };

  const dial = (other: CallParticipantView): void => {
    const metadata: z.infer<typeof label> = { from: own, to: other.session };
    const media: MediaConnection | undefined = session.peer.call(other.peerId, outgoing.stream, { metadata });
    if (media) carry(other, media);
    else redial(other);
  };

  /** Calls of those whom the roster doesn't name yet: their word takes another way than their call. */
  const unknown = new Map<MediaConnection, () => void>();

  const answer = (media: MediaConnection) => {
    unknown.get(media)?.();
    unknown.delete(media);
    const named = label.safeParse(media.metadata);
    if (!named.success || named.data.to !== own || closed) return media.close();
    const other = others.find(({ session: one }) => one === named.data.from);
    if (!other) {
      if (unknown.size >= unknownCalls) return media.close();
      unknown.set(
        media,
        schedule(() => {
          unknown.delete(media);
          media.close();
        }, patienceMs),
      );
      return;
    }
    if (other.peerId !== media.peer || isDialler(other)) return media.close();
    media.answer(outgoing.stream);
    carry(other, media);
  };
  session.peer.on('call', answer);

  return {
    setParticipants(next) {
      others = next;
      for (const [device, { other }] of links)
        if (!next.some((one) => one.session === other.session && one.peerId === other.peerId)) drop(device);
      for (const other of next)
        if (isDialler(other) && !links.has(other.device) && !redials.has(other.device)) dial(other);
      for (const media of [...unknown.keys()]) answer(media);
    },
    close() {
      closed = true;
      session.peer.off('call', answer);
      for (const cancel of [...redials.values(), ...unknown.values()]) cancel();
      for (const media of unknown.keys()) media.close();
      for (const device of [...links.keys()]) drop(device);
    },
  };
};
