/** What the UI is told of calls. In-call state is never stored. */
import type { ChannelId, DeviceId, MemberId, PaletteColour } from '../model/index.ts';

/** One device in a call. Media from it counts only over a connection with this certificate [T15]. */
export type CallParticipantView = {
  readonly device: DeviceId;
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
  /** This device. */
  readonly me: boolean;
  readonly session: string;
  readonly peerId: string;
  /** SHA-256 of the DTLS certificate, as lower-case hex. */
  readonly fingerprint: string;
  readonly joinedAt: number;
  readonly muted: boolean;
  readonly deafened: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  /** By a moderator. */
  readonly serverMuted: boolean;
  readonly serverDeafened: boolean;
  /** What others play of this person: the permission, and no moderator's word against it. */
  readonly maySpeak: boolean;
  readonly mayStream: boolean;
  readonly mayUseVoiceActivity: boolean;
  readonly priority: boolean;
};

export type CallView = { readonly channel: ChannelId; readonly participants: readonly CallParticipantView[] };
