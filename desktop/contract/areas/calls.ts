/** The contract's part on calls: who is in which, and the own part in one. Media never passes the host. */
import { type CallKeysView, type CallView, limits, type VoicePlaceView } from '@maru/sync-core';
import { z } from 'zod';
import { channelId, communityId, deviceId, memberId } from '../ids.ts';

/** What a page shows of itself in a call. */
const state = {
  muted: z.boolean(),
  deafened: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
};
/** On joining, with the SHA-256 of the DTLS certificate that the page will show, as lower-case hex. */
export const callState = { fingerprint: z.string().regex(/^[0-9a-f]{64}$/), ...state };
const community = { community: communityId };

export const callsCommands = {
  /** Takes part, and leaves the call that this device was in before. */
  joinCall: z.object({
    ...community,
    channel: channelId,
    ...callState,
  }),
  updateCall: z.object({ ...community, ...state }),
  /** Whether this page seals its frames, and opens those of others: for this call, and those to come. */
  sealCalls: z.object({ ...community, on: z.boolean() }),
  leaveCall: z.object(community),
  /** What this device looks at of the others: null for what isn't on, height 0 for a camera that isn't shown. */
  wantInCall: z.object({
    ...community,
    wants: z
      .array(
        z.object({
          device: deviceId,
          cameraHeight: z.number().int().min(0).max(4_320).nullable(),
          screen: z.boolean().nullable(),
        }),
      )
      .max(limits.callParticipants),
  }),
  /** Whose media comes in right now. */
  callAlive: z.object({ ...community, devices: z.array(deviceId).max(limits.callParticipants) }),
  muteInCall: z.object({ ...community, channel: channelId, member: memberId, on: z.boolean() }),
  deafenInCall: z.object({ ...community, channel: channelId, member: memberId, on: z.boolean() }),
  /** `to` null: out of the call. */
  moveInCall: z.object({ ...community, channel: channelId, member: memberId, to: channelId.nullable() }),
} as const;

export const callsQueries = {
  calls: z.object(community),
  /** Where a participant could be moved to. */
  voicePlaces: z.object({ ...community, member: memberId }),
  /** Keys of the own call's sealed frames. They go to the page's worker, and nowhere else. */
  callKeys: z.object(community),
} as const;

export type CallsCommandOutputs = {
  joinCall: { readonly session: string; readonly peerId: string };
};
export type CallsQueryOutputs = {
  calls: readonly CallView[];
  voicePlaces: readonly VoicePlaceView[];
  callKeys: CallKeysView;
};
