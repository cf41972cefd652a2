/**
 * Stands between a signaling server's socket and PeerJS, which believes all that it is told: passes on what was parsed
 * and is within budget, written anew, and ends the socket over anything else. Running calls don't need it; PeerJS is
 * dialled again later.
 */
import { type FromPeer, parseSignalingMessage } from './signaling-messages.ts';

/** A crowd that comes online at once sends about a dozen messages each. */
const burst = 1_000;
const perSecond = 100;
/** Of connections that were offered and that nobody has taken up yet. */
const mostOffered = 32;
/** PeerJS keeps candidates until a connection is answered. */
const mostEarly = 64;

/** What is needed of PeerJS' `Peer`. */
type Dialled = {
  readonly socket: object;
  getConnection(
    peerId: string,
    connectionId: string,
  ): { readonly open: boolean; readonly peerConnection?: object | null } | null;
};

/** PeerJS keeps its socket to itself and takes no other, so it is looked up by its name. */
const socketOf = (peer: Dialled): WebSocket => {
  const socket: unknown = Reflect.get(peer.socket, '_socket');
  if (!(socket instanceof WebSocket)) throw new Error('bug: PeerJS keeps its socket elsewhere');
  return socket;
};

export type SignalingGuard = {
  /** After PeerJS has dialled, the first time or again. */
  watch(): void;
};

export const createSignalingGuard = (peer: Dialled, now: () => number): SignalingGuard => {
  let tokens = burst;
  let at = now();
  const early = new Map<string, number>();
  const offered = new Set<string>();

  const within = (): boolean => {
    const time = now();
    tokens = Math.min(burst, tokens + (Math.max(0, time - at) * perSecond) / 1_000);
    at = time;
    tokens--;
    return tokens >= 0;
  };

  /** Whether PeerJS has a use for it, without keeping more than a little of what may never be taken up. */
  const isWanted = ({ type, src, payload: { connectionId } }: FromPeer): boolean => {
    const known = peer.getConnection(src, connectionId);
    if (type === 'OFFER') {
      for (const one of offered) {
        const [from = '', id = ''] = one.split(' ');
        const connection = peer.getConnection(from, id);
        if (connection === null || connection.open) offered.delete(one);
      }
      // A second offer for a connection that stands would make PeerJS end it.
      if (known !== null || offered.size >= mostOffered) return false;
      offered.add(`${src} ${connectionId}`);
      early.delete(connectionId);
      return true;
    }
    if (known === null) return false;
    if (known.peerConnection) return true;
    const before = early.get(connectionId) ?? 0;
    if (before === 0 && early.size >= mostOffered) early.clear();
    early.set(connectionId, before + 1);
    return type === 'CANDIDATE' && before < mostEarly;
  };

  return {
    watch() {
      const socket = socketOf(peer);
      const deliver = socket.onmessage;
      socket.onmessage = ({ data }) => {
        const heard = parseSignalingMessage(data);
        if (heard.kind === 'nothing') return;
        // Closing is PeerJS' sign to be disconnected: its connections stay, it can be dialled again.
        if (heard.kind === 'broken' || heard.kind === 'turned-away' || !within()) return socket.close();
        if (heard.kind === 'peer' && !isWanted(heard.message)) return;
        deliver?.call(socket, new MessageEvent('message', { data: JSON.stringify(heard.message) }));
      };
    },
  };
};
