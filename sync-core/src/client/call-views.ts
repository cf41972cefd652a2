/** What the UI is told of calls. In-call state is never stored. */
import type { ChannelId, DeviceId, MemberId, PaletteColour } from '../model/index.ts';
import type { Verdict } from './people-views.ts';

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
  /** Seals its frames, and opens those of others. */
  readonly seals: boolean;
  /** By a moderator. */
  readonly serverMuted: boolean;
  readonly serverDeafened: boolean;
  /** What others play of this person: the permission, and no moderator's word against it. */
  readonly maySpeak: boolean;
  readonly mayStream: boolean;
  readonly mayUseVoiceActivity: boolean;
  readonly priority: boolean;
  /** What is seen there of this device's pictures; null until they say. */
  readonly wants: CallWant | null;
};

/** What one looks at of somebody: null for what isn't on. */
export type CallWant = {
  /** In pixels; 0: not at all. */
  readonly cameraHeight: number | null;
  readonly screen: boolean | null;
};

export type CallView = { readonly channel: ChannelId; readonly participants: readonly CallParticipantView[] };

/** What the own person may do in a voice channel's call. */
export type VoiceAccessView = {
  /** Why they can't come in; null when they may. */
  readonly enter: Verdict;
  /** What a moderator does with others in it. */
  readonly mute: Verdict;
  readonly deafen: Verdict;
  readonly move: Verdict;
};

/** A voice channel that somebody could be moved to. */
export type VoicePlaceView = {
  readonly channel: ChannelId;
  readonly name: string;
  /** Why they can't come in there; null when they may. */
  readonly refusal: 'no-permission' | 'full' | null;
};

/** A key of sealed frames (decision 0022): for the page's worker, and for nothing else. */
export type FrameKeyView = {
  readonly generation: number;
  readonly step: number;
  readonly secret: Uint8Array;
};
export type CallKeysView = {
  /** Null: this page doesn't seal, or is in no call. */
  readonly own: FrameKeyView | null;
  readonly others: readonly ({ readonly device: DeviceId } & FrameKeyView)[];
};
