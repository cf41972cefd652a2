/** The contract's part on the community itself, its categories and channels. */
import {
  type ChannelSettingsView,
  type CommunityPicture,
  type DeletedPlacesView,
  limits,
  notificationLevels,
  type OverviewView,
  type OwedRules,
} from '@maru/sync-core';
import { z } from 'zod';
import { categoryId, channelId, communityId, memberId, opId, roleId } from '../ids.ts';

const name = z.string().trim().min(1).max(100);
const community = communityId;
/** Milliseconds since the Unix epoch, as an operation can hold them. */
const moment = z
  .number()
  .int()
  .min(0)
  .max(2 ** 48 - 1);

const history = z.discriminatedUnion('type', [
  z.object({ type: z.literal('everything') }),
  z.object({ type: z.literal('sinceJoining') }),
  z.object({ type: z.literal('sinceDate'), date: moment }),
]);

const succession = z.object({
  role: roleId,
  votes: z.number().int().min(1).max(limits.successionVotes),
  absentDays: z.number().int().min(limits.absentDaysLeast).max(limits.absentDaysMost),
});

export const structureCommands = {
  editCommunity: z.object({
    community,
    name: name.optional(),
    description: z.string().max(1_000).optional(),
    /** The picture's bytes, scaled down already; null takes it away. */
    icon: z
      .custom<Uint8Array>(
        (value) => value instanceof Uint8Array && value.length <= limits.pictureBytes,
        'no picture',
      )
      .nullable()
      .optional(),
    notifications: z.enum(notificationLevels).optional(),
    systemChannel: channelId.nullable().optional(),
    rules: z.string().max(4_000).optional(),
  }),
  acceptRules: z.object({ community, rules: opId }),
  transferOwnership: z.object({ community, to: memberId }),
  setSuccession: z.object({ community, policy: succession.nullable() }),
  voteForSuccessor: z.object({ community, successor: memberId }),
  editChannel: z.object({
    community,
    channel: channelId,
    name: name.optional(),
    topic: z.string().max(1_024).optional(),
    archived: z.boolean().optional(),
    slowModeSeconds: z.number().int().min(0).max(limits.slowModeSeconds).optional(),
    history: history.optional(),
  }),
  /** Into `category`, before `before`; at its end where that is null. */
  moveChannel: z.object({
    community,
    channel: channelId,
    category: categoryId.nullable(),
    before: channelId.nullable(),
  }),
  followCategory: z.object({ community, channel: channelId }),
  deleteChannel: z.object({ community, channel: channelId }),
  restoreChannel: z.object({ community, channel: channelId }),
  editCategory: z.object({
    community,
    category: categoryId,
    name: name.optional(),
    archived: z.boolean().optional(),
  }),
  moveCategory: z.object({ community, category: categoryId, before: categoryId.nullable() }),
  deleteCategory: z.object({ community, category: categoryId }),
  restoreCategory: z.object({ community, category: categoryId }),
} as const;

export const structureQueries = {
  communityOverview: z.object({ community }),
  communityPicture: z.object({ community }),
  owedRules: z.object({ community }),
  channelSettings: z.object({ community, channel: channelId }),
  deletedPlaces: z.object({ community }),
} as const;

/** Only of commands that answer with more than "done". */
export type StructureCommandOutputs = Record<never, never>;
export type StructureQueryOutputs = {
  communityOverview: OverviewView;
  communityPicture: { readonly picture: CommunityPicture | null };
  owedRules: { readonly rules: OwedRules | null };
  channelSettings: ChannelSettingsView;
  deletedPlaces: DeletedPlacesView;
};
