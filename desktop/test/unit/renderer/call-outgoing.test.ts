/** What goes out to whom: all four tracks, and silence to who was deafened [T12]. */
import { expect, it, vi } from 'vitest';
import { createOutgoing } from '../../../renderer/calls/outgoing.ts';

/** Of what a browser makes only what this touches. */
const part = <T>(some: Partial<T>): T => some as T;

const createTracks = () => {
  const stream = (kind: string) => ({
    getAudioTracks: () => [part<MediaStreamTrack>({ kind, id: crypto.randomUUID() })],
    getVideoTracks: () => [part<MediaStreamTrack>({ kind, id: crypto.randomUUID() })],
  });
  vi.stubGlobal('document', {
    createElement: () => ({ getContext: () => null, captureStream: () => stream('video') }),
  });
  vi.stubGlobal(
    'MediaStream',
    class {
      readonly tracks: readonly MediaStreamTrack[];
      constructor(tracks: readonly MediaStreamTrack[]) {
        this.tracks = tracks;
      }
      getTracks = () => this.tracks;
    },
  );
  return createOutgoing(
    part<AudioContext>({
      createMediaStreamDestination: () =>
        part<MediaStreamAudioDestinationNode>({ stream: part<MediaStream>(stream('audio')) }),
    }),
  );
};

it('[T12] who was deafened is sent silence, then what goes out at that moment', () => {
  const outgoing = createTracks();
  const replaced: (MediaStreamTrack | null)[][] = [[], [], [], []];
  const senders = outgoing.stream.getTracks().map((track, at) =>
    part<RTCRtpSender>({
      track,
      replaceTrack: async (next) => void replaced[at]?.push(next),
    }),
  );
  const connection = part<RTCPeerConnection>({ getSenders: () => senders });
  const [silent] = outgoing.stream.getTracks();
  const microphone = part<MediaStreamTrack>({ kind: 'audio' });
  const camera = part<MediaStreamTrack>({ kind: 'video' });
  outgoing.set('microphone', microphone);
  outgoing.set('camera', camera);
  outgoing.follow(connection);
  outgoing.setDeafened(connection, true);
  expect(replaced[0]?.at(-1)).toBe(silent);
  // Another microphone, in the meantime, is for the others.
  const other = part<MediaStreamTrack>({ kind: 'audio' });
  outgoing.set('microphone', other);
  expect(replaced[0]?.at(-1)).toBe(silent);
  outgoing.setDeafened(connection, false);
  expect(replaced[0]?.at(-1)).toBe(other);
  expect(replaced[2]).toEqual([camera]);
});
