/** What goes out to whom in a call, before and after the other side has shown who it is [T15], and what ends it. */
import { type CallParticipantView, type DeviceId, limits } from '@maru/sync-core';
import type { MediaConnection } from 'peerjs';
import { expect, it, vi } from 'vitest';
import { createMesh } from '../../../renderer/calls/mesh.ts';
import type { PeerSession } from '../../../renderer/direct/peer-sessions.ts';

const signed = 'ab'.repeat(32);
const strange = 'cd'.repeat(32);
const described = (hash: string): string => `a=fingerprint:sha-256 ${hash.match(/../g)?.join(':')}\r\n`;

/** Of what a browser makes only what a mesh touches. */
const part = <T>(some: Partial<T>): T => some as T;

type From = {
  readonly peer: string;
  readonly session: string;
  readonly device?: string;
  readonly toDevice?: string;
};
const theirDevice = 'd'.repeat(64) as DeviceId;
const ownDevice = 'a'.repeat(64) as DeviceId;

const createMedia = (shown: string, from: From) => {
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
  const close = vi.fn();
  const media = part<MediaConnection>({
    peerConnection: connection,
    peer: from.peer,
    metadata: {
      from: from.session,
      fromDevice: from.device ?? theirDevice,
      to: 'm',
      toDevice: from.toDevice ?? ownDevice,
    },
    on: vi.fn(),
    answer: vi.fn(),
    close,
  });
  return {
    media,
    close,
    become(connectionState: RTCPeerConnectionState): void {
      Object.assign(connection, { connectionState });
      connection.dispatchEvent(new Event('connectionstatechange'));
    },
  };
};

/** The own session is `m`: it dials `z` and is dialled by `b`. */
const meet = (theirs: 'z' | 'b') => {
  const dialled: ReturnType<typeof createMedia>[] = [];
  const shows = [signed];
  let answer = (_media: MediaConnection): void => undefined;
  let waiting: { readonly run: () => void; readonly afterMs: number }[] = [];
  const setDeafened = vi.fn();
  const follow = vi.fn(() => () => undefined);
  const states: (string | null)[] = [];
  const heard: boolean[] = [];
  const heardOf: DeviceId[] = [];
  const device = theirDevice;
  const mesh = createMesh({
    session: part<PeerSession>({
      peerId: 'here',
      fingerprint: '',
      call() {
        const one = createMedia(shows.shift() ?? signed, { peer: 'there', session: theirs });
        dialled.push(one);
        return one.media;
      },
      onCall(listener) {
        answer = listener;
        return () => undefined;
      },
    }),
    own: 'm',
    outgoing: {
      stream: part<MediaStream>({}),
      set: () => undefined,
      setDeafened,
      senders: () => new Map(),
      get: () => null,
      follow,
      stop: () => undefined,
    },
    frames: { isOn: () => false, attach: () => undefined },
    schedule(run, afterMs) {
      const one = { run, afterMs };
      waiting.push(one);
      return () => {
        waiting = waiting.filter((other) => other !== one);
      };
    },
    onState: (_, state) => states.push(state),
    onMedia(from, media) {
      heard.push(media !== null);
      if (media) heardOf.push(from);
    },
    onConnection: () => undefined,
  });
  const other = part<CallParticipantView>({ device, session: theirs, peerId: 'there', fingerprint: signed });
  const me = part<CallParticipantView>({ device: ownDevice, session: 'm', me: true });
  mesh.setParticipants([other, me]);
  return {
    me,
    heardOf,
    setDeafened,
    mesh,
    other,
    dialled,
    shows,
    follow,
    states,
    heard,
    offer(shown: string, from: From = { peer: 'there', session: theirs }) {
      const one = createMedia(shown, from);
      answer(one.media);
      return one;
    },
    /** Whatever waits for less than that happens. */
    pass(withinMs: number) {
      const due = waiting.filter(({ afterMs }) => afterMs <= withinMs);
      waiting = waiting.filter(({ afterMs }) => afterMs > withinMs);
      for (const { run } of due) run();
    },
  };
};

it('[T15] no microphone goes out before the other side has shown the certificate that its device signed', () => {
  const { follow, states, dialled } = meet('z');
  expect(follow).not.toHaveBeenCalled();
  dialled[0]?.become('connected');
  expect(follow).toHaveBeenCalledTimes(1);
  expect(states.at(-1)).toBe('connected');
});

it('[T15] nor ever to one that shows another certificate, which is tried again now and then', () => {
  const { follow, states, dialled, shows, pass } = meet('z');
  Object.assign(dialled[0]?.media.peerConnection ?? {}, {
    remoteDescription: { sdp: described(strange) },
  });
  shows.push(strange, strange);
  for (let turn = 0; turn < 3; turn++) {
    dialled.at(-1)?.become('connected');
    expect(states.at(-1)).toBe('refused');
    pass(4_999);
    expect(dialled).toHaveLength(turn + 1);
    pass(5_000);
    // Nothing is to be hoped for yet.
    expect(states.at(-1)).toBe('refused');
  }
  expect(follow).not.toHaveBeenCalled();
  // The server that lied is followed by one that doesn't.
  dialled.at(-1)?.become('connected');
  expect(states.at(-1)).toBe('connected');
  expect(follow).toHaveBeenCalledTimes(1);
});

it.each(['z', 'b'] as const)(
  '[T15] a certificate that was swapped on its way is told as that, though no handshake comes of it (%s)',
  (theirs) => {
    const { states, dialled, offer } = meet(theirs);
    if (theirs === 'z')
      Object.assign(dialled[0]?.media.peerConnection ?? {}, {
        remoteDescription: { sdp: described(strange) },
      });
    const swapped = theirs === 'z' ? dialled[0] : offer(strange);
    swapped?.become('failed');
    expect(states.at(-1)).toBe('refused');
  },
);

it('[T15] offers of strangers, under the right name too, change nothing about a connection that stands', () => {
  const { offer, states, heard, follow, pass } = meet('b');
  offer(signed).become('connected');
  expect(states.at(-1)).toBe('connected');
  for (const lie of [
    offer(strange),
    offer(signed, { peer: 'elsewhere', session: 'b' }),
    offer(strange, { peer: 'there', session: 'x' }),
  ]) {
    lie.become('connected');
    pass(60_000);
    expect(lie.close).toHaveBeenCalled();
  }
  expect(states.at(-1)).toBe('connected');
  expect(heard).toEqual([true]);
  expect(follow).toHaveBeenCalledTimes(1);
});

it('of calls from whom nobody named, sixteen wait and no more', () => {
  const { offer } = meet('b');
  const calls = Array.from({ length: 20 }, (_, at) =>
    offer(signed, { peer: 'there', session: `nobody-${at}` }),
  );
  expect(calls.filter(({ close }) => close.mock.calls.length === 0)).toHaveLength(16);
});

it('a way in trouble is dialled anew beside it; what is heard goes over without a gap', () => {
  const { dialled, states, heard, pass } = meet('z');
  const [first] = dialled;
  first?.become('connected');
  first?.become('disconnected');
  expect(states.at(-1)).toBe('reconnecting');
  pass(1_000);
  const [, second] = dialled;
  expect(first?.close).not.toHaveBeenCalled();
  second?.become('connected');
  expect(first?.close).toHaveBeenCalled();
  expect(states.at(-1)).toBe('connected');
  expect(heard).toEqual([true, true]);
});

it('one that stutters and comes back by itself is left alone', () => {
  const { dialled, states, pass } = meet('z');
  dialled[0]?.become('connected');
  dialled[0]?.become('disconnected');
  dialled[0]?.become('connected');
  pass(1_000);
  expect(dialled).toHaveLength(1);
  expect(states.at(-1)).toBe('connected');
});

it('another address of the same session keeps what stands; another certificate doesn’t', () => {
  const { dialled, states, mesh, other } = meet('z');
  dialled[0]?.become('connected');
  mesh.setParticipants([{ ...other, peerId: 'moved' }]);
  expect(states.at(-1)).toBe('connected');
  mesh.setParticipants([{ ...other, fingerprint: strange }]);
  expect(dialled[0]?.close).toHaveBeenCalled();
});

it('[T15] who says another’s session, address and certificate as their own is heard under neither name', () => {
  const { mesh, me, other, offer, heardOf } = meet('b');
  const mallory = { ...other, device: 'e'.repeat(64) as DeviceId };
  mesh.setParticipants([mallory, other, me]);
  // What the true one sends names its device; what was meant for Mallory names that one.
  offer(signed).become('connected');
  const astray = offer(signed, { peer: 'there', session: 'b', toDevice: mallory.device });
  astray.become('connected');
  expect(astray.close).toHaveBeenCalled();
  expect(heardOf).toEqual([theirDevice]);
});

it('[T14] however many say that they are in the call, a page dials no more than a call may have', () => {
  const { mesh, me, other, dialled } = meet('z');
  const crowd = Array.from({ length: 50 }, (_, at) => ({
    ...other,
    device: at.toString(16).padStart(64, '0') as DeviceId,
    session: `z${at}`,
  }));
  mesh.setParticipants([...crowd, other, me]);
  expect(dialled).toHaveLength(limits.callParticipants);
});

it('[T12] who a moderator deafened is sent no sound, from the first moment and from any later one', () => {
  const { mesh, me, other, dialled, setDeafened } = meet('z');
  mesh.setParticipants([{ ...other, serverDeafened: true }, me]);
  dialled[0]?.become('connected');
  expect(setDeafened).toHaveBeenLastCalledWith(dialled[0]?.media.peerConnection, true);
  mesh.setParticipants([{ ...other, serverDeafened: false }, me]);
  expect(setDeafened).toHaveBeenLastCalledWith(dialled[0]?.media.peerConnection, false);
});

it.each(['z', 'b'] as const)(
  'a machine that is too busy to answer in time is given twice the time, up to most of a minute (%s)',
  (theirs) => {
    const { dialled, offer, pass } = meet(theirs);
    /** The next try, which the other side would take so long to answer. */
    const outlasts = (ms: number): boolean => {
      const one = theirs === 'b' ? offer(signed) : dialled.at(-1);
      pass(ms);
      const lasted = one?.close.mock.calls.length === 0;
      // Given up, and dialled anew.
      pass(60_000);
      pass(60_000);
      return lasted;
    };
    expect([4_000, 9_000, 19_000, 39_000].map(outlasts)).toEqual([true, true, true, true]);
  },
);
