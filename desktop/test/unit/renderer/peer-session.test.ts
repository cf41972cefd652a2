/** Where a page meets others: what stands goes on while tickets are renewed and servers come and go [T15]. */
import type { MediaConnection, Peer, PeerOptions } from 'peerjs';
import { expect, it, vi } from 'vitest';
import { createPeerSession, type Place } from '../../../renderer/direct/peer-session.ts';

/** Of what a browser and PeerJS make only what is touched here. */
const part = <T>(some: Partial<T>): T => some as T;

const placeOf = (token: string, credential: string, peerId = 'me'): Place => ({
  peerId,
  token,
  ways: {
    signalingUrls: ['https://one.example/peerjs'],
    iceServers: [{ urls: 'turn:one.example', username: 'u', credential }],
    relayed: true,
    hidden: true,
    open: true,
  },
});

const setup = () => {
  const made: { readonly id: string; readonly options: PeerOptions; readonly peer: FakePeer }[] = [];
  class FakePeer {
    readonly socket: object;
    readonly listeners = new Map<string, () => void>();
    readonly options: PeerOptions;
    readonly peerConnection = part<RTCPeerConnection>({
      signalingState: 'stable',
      setConfiguration: vi.fn(),
    });
    open = true;
    disconnected = false;
    destroyed = false;
    readonly reconnect = vi.fn();
    constructor(id: string, options: PeerOptions) {
      const socket: object = Object.create(WebSocket.prototype);
      Object.defineProperty(socket, 'onmessage', { value: null, writable: true });
      this.socket = { _socket: socket };
      this.options = options;
      made.push({ id, options, peer: this });
    }
    on(name: string, listener: () => void): void {
      this.listeners.set(name, listener);
    }
    call(): MediaConnection {
      return part<MediaConnection>({
        provider: part<Peer>({}),
        peerConnection: this.peerConnection,
      });
    }
    disconnect(): void {
      this.disconnected = true;
      this.listeners.get('disconnected')?.();
    }
    destroy(): void {
      this.destroyed = true;
    }
  }
  let waiting: (() => void)[] = [];
  const session = createPeerSession(placeOf('t1', 'c1'), {
    PeerClass: part<new (id: string, options: PeerOptions) => Peer>(FakePeer as never),
    certificate: { certificate: part<RTCCertificate>({}), fingerprint: 'f' },
    schedule(run) {
      waiting.push(run);
      return () => {
        waiting = waiting.filter((one) => one !== run);
      };
    },
    now: () => 0,
    onOpen: () => undefined,
  });
  return { made, session, pass: () => waiting.splice(0).forEach((run) => void run()) };
};

it('renewed credentials reach a call that runs, and those to come; it is not dialled anew for them', () => {
  const { made, session } = setup();
  const media = session.call('them', part<MediaStream>({}), {});
  session.move(placeOf('t2', 'c2'));
  expect(made).toHaveLength(1);
  const [{ peer }] = made as [(typeof made)[number]];
  const renewed = { iceServers: [{ credential: 'c2' }], iceTransportPolicy: 'relay' };
  expect(media?.peerConnection.setConfiguration).toHaveBeenCalledWith(
    expect.objectContaining({
      iceServers: [expect.objectContaining({ credential: 'c2' })],
      iceTransportPolicy: 'relay',
    }),
  );
  expect(peer.options.config).toMatchObject(renewed);
  expect(peer.options.token).toBe('t2');
  expect(peer.disconnected || peer.destroyed).toBe(false);
});

it('a network that changed dials the server again under the same id, and keeps what carries the call', () => {
  const { made, session, pass } = setup();
  session.call('them', part<MediaStream>({}), {});
  session.nudge();
  pass();
  const [first] = made;
  expect(first?.peer.reconnect).toHaveBeenCalled();
  expect(first?.peer.destroyed).toBe(false);
  expect(made).toHaveLength(1);
});
