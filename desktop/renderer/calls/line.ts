/**
 * What goes on between this page and one other participant, for as long as both are in the call. Of two the one with
 * the smaller session dials. Media is let through, either way, only when the certificate that the other side shows is
 * the one its device signed [T15]. A connection in trouble (a network changed, a machine slept, a relay of its way
 * went away) is dialled anew beside the one there is, which is given up once the new one stands: nobody who only
 * offers something ends what runs.
 */
import type { CallParticipantView } from '@maru/sync-core';
import type { MediaConnection } from 'peerjs';
import type { PeerSession } from '../direct/peer-sessions.ts';
import { isOnly } from './fingerprints.ts';
import type { Outgoing, Slot } from './outgoing.ts';

export type Incoming = { readonly [S in Slot]: MediaStreamTrack };
/** `reconnecting`: it stood before. `refused`: whoever is there could not prove to be that device. */
export type LinkState = 'connecting' | 'connected' | 'reconnecting' | 'refused';

export type LineDeps = {
  readonly session: PeerSession;
  /** The own session in this call. */
  readonly own: string;
  /** Between whom it is, as calls of it are labelled. */
  readonly names: Readonly<Record<string, string>>;
  readonly outgoing: Outgoing;
  /** Both ends seal frames: prepares a connection of which nothing has been agreed yet. Null: they don't. */
  readonly seal: ((connection: RTCPeerConnection) => void) | null;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly onState: (state: LinkState | null) => void;
  /** Media may be shown and played; null: no longer. */
  readonly onMedia: (media: Incoming | null) => void;
  /** A connection whose other side has shown who it is; null: no longer. */
  readonly onConnection: (connection: RTCPeerConnection | null) => void;
};

export type Line = {
  readonly session: string;
  readonly fingerprint: string;
  readonly sealed: boolean;
  /** Their address changed, say. */
  update(other: CallParticipantView): void;
  /** Whether a call from that address, with its frames sealed or not, is theirs to make. */
  expects(peerId: string, sealed: boolean): boolean;
  take(media: MediaConnection): void;
  /** Something changed that may help: what isn't well is dialled at once. */
  nudge(): void;
  end(): void;
};

/** A way that only stutters comes back by itself. */
const graceMs = 1_000;
const firstWaitMs = 300;
const longestWaitMs = 5_000;
/**
 * A connection that doesn't come about is given up after this, and the next is given twice the time: machines that
 * are too busy to answer in time would else be kept busy by nothing but new tries.
 */
const patienceMs = 5_000;
const longestPatienceMs = 40_000;

type Link = {
  readonly media: MediaConnection;
  /** PeerJS forgets it once the call is closed. */
  readonly connection: RTCPeerConnection | undefined;
  readonly ends: (() => void)[];
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

export const createLine = (first: CallParticipantView, deps: LineDeps): Line => {
  const { session, own, outgoing, schedule } = deps;
  const sealed = deps.seal !== null;
  const dials = own < first.session;
  let other = first;
  /** Let through. */
  let current: Link | null = null;
  /** On its way to take the place of the current one. */
  let rising: Link | null = null;
  let troubled = false;
  let refused = false;
  let stood = false;
  let tries = 0;
  let cancelDial: (() => void) | null = null;
  let ended = false;

  const stateNow = (): LinkState => {
    if (current !== null) return troubled ? 'reconnecting' : 'connected';
    if (refused) return 'refused';
    return stood ? 'reconnecting' : 'connecting';
  };
  const tell = (): void => {
    if (!ended) deps.onState(stateNow());
  };

  const close = ({ media, ends }: Link): void => {
    for (const end of ends) end();
    media.close();
  };

  const dialIn = (afterMs: number): void => {
    if (!dials || ended) return;
    cancelDial?.();
    cancelDial = schedule(dial, afterMs);
  };
  const dialAgain = (): void => {
    dialIn(refused ? longestWaitMs : Math.min(longestWaitMs, firstWaitMs * 2 ** tries));
    tries++;
  };

  const lose = (link: Link): void => {
    if (link === rising) {
      rising = null;
      // A description that was changed on its way: no handshake can come of it, and no other reason is to be looked for.
      if (current === null && isForeign(link)) refused = true;
      close(link);
      if (current === null || troubled) dialAgain();
    } else if (link === current) {
      current = null;
      close(link);
      deps.onConnection(null);
      deps.onMedia(null);
      if (rising === null) dialAgain();
    }
    tell();
  };

  /** Described as somebody whose device signed another certificate. */
  const isForeign = ({ connection }: Link): boolean => {
    const sdp = connection?.remoteDescription?.sdp;
    return sdp !== undefined && !isOnly(sdp, other.fingerprint);
  };

  const refuse = (link: Link): void => {
    refused = true;
    lose(link);
  };

  /** Lets media through once the other side has shown who it is. */
  const pass = (link: Link, connection: RTCPeerConnection) => {
    if (!isOnly(connection.remoteDescription?.sdp ?? '', other.fingerprint)) {
      // A stranger in place of a connection that stands changes nothing about that one.
      return link === current || current === null ? refuse(link) : lose(link);
    }
    if (link === rising) {
      const media = incomingOf(connection);
      if (media === null) return lose(link);
      const before = current;
      [current, rising] = [link, null];
      if (before) {
        close(before);
        deps.onConnection(null);
      }
      // Silence and darkness went out till now: whoever stands between hears nothing, for no moment.
      link.ends.push(outgoing.follow(connection));
      outgoing.setDeafened(connection, other.serverDeafened);
      deps.onConnection(connection);
      deps.onMedia(media);
    }
    [troubled, refused, stood, tries] = [false, false, true, 0];
    cancelDial?.();
    tell();
  };

  const follow = (link: Link, connection: RTCPeerConnection): void => {
    const most = Math.min(longestPatienceMs, patienceMs * 2 ** tries);
    const giveUp = schedule(() => link === rising && lose(link), most);
    const changed = () => {
      switch (connection.connectionState) {
        case 'connected':
          giveUp();
          pass(link, connection);
          return;
        case 'failed':
        case 'closed':
          lose(link);
          return;
        case 'disconnected':
          if (link !== current) return;
          troubled = true;
          dialIn(graceMs);
          tell();
          return;
        default:
      }
    };
    /** No way out of here at all (the TURN server is away, say): nothing to wait for. */
    const gathered = () => {
      const sdp = connection.localDescription?.sdp ?? '';
      if (connection.iceGatheringState === 'complete' && !sdp.includes('a=candidate:') && link === rising)
        lose(link);
    };
    connection.addEventListener('connectionstatechange', changed);
    connection.addEventListener('icegatheringstatechange', gathered);
    link.ends.push(() => {
      giveUp();
      connection.removeEventListener('connectionstatechange', changed);
      connection.removeEventListener('icegatheringstatechange', gathered);
    });
    link.media.on('close', () => lose(link));
    link.media.on('error', () => lose(link));
  };

  const rise = (media: MediaConnection): void => {
    const before = rising;
    const connection: RTCPeerConnection | undefined = media.peerConnection;
    const link: Link = { media, connection, ends: [] };
    rising = link;
    if (before) close(before);
    if (connection) {
      deps.seal?.(connection);
      follow(link, connection);
    } else lose(link);
    tell();
  };

  function dial(): void {
    cancelDial = null;
    if (ended || rising !== null) return;
    const media = session.call(other.peerId, outgoing.stream, { ...deps.names, sealed });
    if (media) rise(media);
    else dialAgain();
  }

  if (dials) dial();
  tell();

  return {
    session: first.session,
    fingerprint: first.fingerprint,
    sealed,
    update(next) {
      other = next;
      if (current) outgoing.setDeafened(current.media.peerConnection, other.serverDeafened);
    },
    expects: (peerId, isSealed) => !dials && other.peerId === peerId && sealed === isSealed,
    take(media) {
      media.answer(outgoing.stream);
      rise(media);
    },
    nudge() {
      if (!dials || ended || rising !== null || (current !== null && !troubled)) return;
      tries = 0;
      dialIn(0);
    },
    end() {
      ended = true;
      cancelDial?.();
      if (rising) close(rising);
      if (current) {
        close(current);
        deps.onConnection(null);
        deps.onMedia(null);
      }
      [rising, current] = [null, null];
      deps.onState(null);
    },
  };
};
