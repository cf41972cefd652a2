/**
 * Links from page to page (PeerJS data connections). WebRTC lives in the page; what passes here is
 * the frames. A link is believed only after the device at its other end has proved itself.
 */
import type { CommunityId } from '../../model/index.ts';
import type { Clock, Transport, TransportHandlers } from '../../ports/index.ts';
import type { IceServer } from '../../protocol/index.ts';
import type { Engine, SignalingTicket } from '../../sync/index.ts';
import type { EventSink } from '../events.ts';
import type { LiveRoom } from './live-room.ts';
import { createSignalingTicket } from './signaling-ticket.ts';

/** What a page needs to meet others; `peers` are those that this side should dial. */
export type DirectAddress = {
  /** Whose word this is. */
  readonly relayUrl: string;
  /** Servers to be met at, best first. As the relay told them: whoever dials looks at them first. */
  readonly signalingUrls: readonly string[];
  readonly peerId: string;
  readonly token: string;
  /** STUN and TURN, as the relay told them. */
  readonly iceServers: readonly IceServer[];
  readonly peers: readonly string[];
};

export type DirectLinks = {
  receiveTicket(ticket: SignalingTicket): void;
  address(): DirectAddress | null;
  opened(link: string, initiator: boolean, peerId: string): void;
  received(link: string, frame: Uint8Array): void;
  closed(link: string): void;
  /** A relay came within reach: a ticket is asked for, or the one that is held renewed. */
  online(): void;
  stop(): void;
};

export type DirectLinksDeps = {
  readonly community: CommunityId;
  readonly clock: Clock;
  readonly emit: EventSink;
  readonly engine: Engine;
  readonly room: LiveRoom;
  readonly relayUrl: () => string;
};

/** The signaling server that a relay mounts beside its socket. */
const signalingUrl = (relayUrl: string): string =>
  relayUrl.replace(/^ws/, 'http').replace(/\/sync$/, '/peer');

export const createDirectLinks = ({
  community,
  clock,
  emit,
  engine,
  room,
  relayUrl,
}: DirectLinksDeps): DirectLinks => {
  const links = new Map<string, TransportHandlers>();
  const held = createSignalingTicket({ clock, requestTicket: (ticket) => engine.requestTicket(ticket) });

  const hangUp = (link: string): void => {
    const handlers = links.get(link);
    links.delete(link);
    emit('directClose', { link });
    handlers?.closed('closed here');
  };

  const attach =
    (link: string) =>
    (handlers: TransportHandlers): Transport => {
      links.set(link, handlers);
      return {
        send: (frame) => {
          if (links.has(link)) emit('directSend', { link, frame });
        },
        // The page's data channel holds the buffer; it isn't told across the port.
        bufferedBytes: () => 0,
        close: () => hangUp(link),
      };
    };

  return {
    receiveTicket(next) {
      held.receive(next);
      room.setPeerId(next.peerId);
      emit('directChanged', { community });
    },
    address() {
      const ticket = held.current();
      if (ticket === null) return null;
      const own = ticket.peerId;
      // Both see each other: the smaller id dials, so that there is one link.
      const peers = room
        .peers()
        .map(({ peerId }) => peerId)
        .filter((peerId) => own < peerId);
      const { token, signalingUrls, iceServers } = ticket;
      const beside = [signalingUrl(relayUrl())];
      return {
        relayUrl: relayUrl(),
        signalingUrls: signalingUrls.length > 0 ? signalingUrls : beside,
        peerId: own,
        token,
        iceServers,
        peers,
      };
    },
    opened(link, initiator, peerId) {
      const known = room.peers().find((peer) => peer.peerId === peerId);
      if (known === undefined || links.has(link)) {
        emit('directClose', { link });
        return;
      }
      engine.addPeer(known.device, initiator ? 'connector' : 'acceptor', attach(link));
      links.get(link)?.opened();
    },
    received: (link, frame) => links.get(link)?.received(frame),
    closed(link) {
      const handlers = links.get(link);
      links.delete(link);
      handlers?.closed('the link was closed');
    },
    online: held.request,
    stop: held.stop,
  };
};
