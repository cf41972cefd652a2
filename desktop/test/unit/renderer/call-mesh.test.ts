/** What goes out to whom in a call, before and after the other side has shown who it is [T15]. */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import type { MediaConnection, Peer } from 'peerjs';
import { expect, it, vi } from 'vitest';
import { createMesh } from '../../../renderer/calls/mesh.ts';

const signed = 'ab'.repeat(32);
const described = (hash: string): string => `a=fingerprint:sha-256 ${hash.match(/../g)?.join(':')}\r\n`;

/** Of what a browser makes only what a mesh touches. */
const part = <T>(some: Partial<T>): T => some as T;

const meet = (shown: string) => {
  const tracks = ['audio', 'audio', 'video', 'video'].map((kind) =>
    part<RTCRtpTransceiver>({
      receiver: part<RTCRtpReceiver>({ track: part<MediaStreamTrack>({ kind }) }),
    }),
  );
  const connection = Object.assign(
    new EventTarget(),
    part<RTCPeerConnection>({
      connectionState: 'connecting',
      remoteDescription: part<RTCSessionDescription>({ sdp: described(shown) }),
      getTransceivers: () => tracks,
    }),
  );
  const media = part<MediaConnection>({ peerConnection: connection, on: vi.fn(), close: vi.fn() });
  const follow = vi.fn(() => () => undefined);
  const states: (string | null)[] = [];
  const mesh = createMesh({
    session: {
      peer: part<Peer>({ call: () => media, on: vi.fn(), off: vi.fn() }),
      peerId: 'here',
      fingerprint: '',
    },
    own: 'a',
    outgoing: {
      stream: part<MediaStream>({}),
      set: () => undefined,
      get: () => null,
      follow,
      senders: () => new Map(),
      stop: () => undefined,
    },
    schedule: () => () => undefined,
    onState: (_, state) => states.push(state),
    onMedia: () => undefined,
    onConnection: () => undefined,
  });
  mesh.setParticipants([
    part<CallParticipantView>({
      device: 'd'.repeat(64) as DeviceId,
      session: 'b',
      peerId: 'there',
      fingerprint: signed,
    }),
  ]);
  return {
    follow,
    states,
    connect(): void {
      Object.assign(connection, { connectionState: 'connected' });
      connection.dispatchEvent(new Event('connectionstatechange'));
    },
  };
};

it('[T15] no microphone goes out before the other side has shown the certificate that its device signed', () => {
  const { follow, states, connect } = meet(signed);
  expect(follow).not.toHaveBeenCalled();
  connect();
  expect(follow).toHaveBeenCalledTimes(1);
  expect(states.at(-1)).toBe('connected');
});

it('[T15] nor ever to one that shows another certificate', () => {
  const { follow, states, connect } = meet('cd'.repeat(32));
  connect();
  expect(follow).not.toHaveBeenCalled();
  expect(states.at(-1)).toBe('refused');
});
