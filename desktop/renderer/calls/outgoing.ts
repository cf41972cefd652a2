/**
 * What this page sends: microphone, camera, and a screen with its sound. Every connection carries all four from
 * its start, silent or black where there is nothing, so that what is switched on later needs no new agreement.
 */
export const slots = ['microphone', 'screenSound', 'camera', 'screen'] as const;
export type Slot = (typeof slots)[number];

export type Outgoing = {
  /** For a new connection; `getTracks` has them in the order of `slots`. */
  readonly stream: MediaStream;
  /** What goes out on a slot now; null for nothing. All connections follow. */
  set(slot: Slot, track: MediaStreamTrack | null): void;
  get(slot: Slot): MediaStreamTrack | null;
  /** A connection's senders follow from now on; returns its end. */
  follow(connection: RTCPeerConnection): () => void;
  /** Who a moderator deafened is sent silence, whatever their client makes of it. Of a followed connection. */
  setDeafened(connection: RTCPeerConnection, deafened: boolean): void;
  /** Which sender of a followed connection carries which slot. */
  senders(connection: RTCPeerConnection): ReadonlyMap<Slot, RTCRtpSender>;
  stop(): void;
};

const silence = (context: AudioContext): MediaStreamTrack => {
  const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
  if (!track) throw new Error('bug: no silent track');
  return track;
};

/** A still picture: no frame is sent until something takes its place. */
const darkness = (): MediaStreamTrack => {
  const canvas = document.createElement('canvas');
  canvas.width = 16;
  canvas.height = 16;
  canvas.getContext('2d');
  const [track] = canvas.captureStream(0).getVideoTracks();
  if (!track) throw new Error('bug: no dark track');
  return track;
};

export const createOutgoing = (context: AudioContext): Outgoing => {
  const empty: Record<Slot, MediaStreamTrack> = {
    microphone: silence(context),
    screenSound: silence(context),
    camera: darkness(),
    screen: darkness(),
  };
  const filled = new Map<Slot, MediaStreamTrack>();
  const followers = new Map<RTCPeerConnection, Map<Slot, RTCRtpSender>>();

  const deaf = new Set<RTCPeerConnection>();
  const sounds: ReadonlySet<Slot> = new Set(['microphone', 'screenSound']);

  const put = (connection: RTCPeerConnection, sender: RTCRtpSender, slot: Slot): void => {
    const track = deaf.has(connection) && sounds.has(slot) ? undefined : filled.get(slot);
    // A connection that closed meanwhile takes nothing.
    void sender.replaceTrack(track ?? empty[slot]).catch(() => undefined);
  };

  return {
    stream: new MediaStream(slots.map((slot) => empty[slot])),
    set(slot, track) {
      if (track === null) filled.delete(slot);
      else filled.set(slot, track);
      for (const [connection, senders] of followers) {
        const sender = senders.get(slot);
        if (sender) put(connection, sender, slot);
      }
    },
    get: (slot) => filled.get(slot) ?? null,
    follow(connection) {
      const senders = new Map<Slot, RTCRtpSender>();
      for (const sender of connection.getSenders())
        for (const slot of slots) if (sender.track === empty[slot]) senders.set(slot, sender);
      followers.set(connection, senders);
      for (const [slot, sender] of senders) if (filled.has(slot)) put(connection, sender, slot);
      return () => {
        followers.delete(connection);
        deaf.delete(connection);
      };
    },
    setDeafened(connection, deafened) {
      if (deafened === deaf.has(connection) || !followers.has(connection)) return;
      if (deafened) deaf.add(connection);
      else deaf.delete(connection);
      for (const [slot, sender] of followers.get(connection) ?? [])
        if (sounds.has(slot)) put(connection, sender, slot);
    },
    senders: (connection) => followers.get(connection) ?? new Map<Slot, RTCRtpSender>(),
    stop() {
      for (const track of Object.values(empty)) track.stop();
      followers.clear();
      filled.clear();
    },
  };
};
