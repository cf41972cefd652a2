/** Queries: reads of the host's files, answered in milliseconds and never from the network. */
import {
  type CommunitySummary,
  type DirectAddress,
  type ImportProgress,
  type InvitePreview,
  limits,
  type MembersView,
  type MessageView,
  type ProfileView,
  type SearchPage,
  type SettingsView,
  type SidebarView,
  type TimelinePage,
  type TypingView,
} from '@maru/sync-core';
import { z } from 'zod';
import { type AuditQueryOutputs, auditQueries } from './areas/audit.ts';
import { type BoardsQueryOutputs, boardsQueries } from './areas/boards.ts';
import { type CallsQueryOutputs, callsQueries } from './areas/calls.ts';
import { type DevicesQueryOutputs, devicesQueries } from './areas/devices.ts';
import { type DocumentsQueryOutputs, documentsQueries } from './areas/documents.ts';
import { type InvitesQueryOutputs, invitesQueries } from './areas/invites.ts';
import { type ModerationQueryOutputs, moderationQueries } from './areas/moderation.ts';
import { type NotificationsQueryOutputs, notificationsQueries } from './areas/notifications.ts';
import { type PeopleQueryOutputs, peopleQueries } from './areas/people.ts';
import { type RingingQueryOutputs, ringingQueries } from './areas/ringing.ts';
import { type RolesQueryOutputs, rolesQueries } from './areas/roles.ts';
import { type StructureQueryOutputs, structureQueries } from './areas/structure.ts';
import { channelId, communityId, messageId, position } from './ids.ts';

const anchor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('newest') }),
  z.object({ kind: z.literal('before'), position }),
  z.object({ kind: z.literal('after'), position }),
  z.object({ kind: z.literal('around'), message: messageId }),
]);
const place = { community: communityId, channel: channelId, thread: messageId.nullable() };

export const querySchemas = {
  /**
   * Where the app stands: no profile yet, one's key without the files, the files without the key, ready, or
   * the files are owned by another tab.
   */
  app: z.object({}),
  communities: z.object({}),
  sidebar: z.object({ community: communityId }),
  timeline: z.object({ ...place, anchor, limit: z.number().int().min(1).max(200) }),
  messages: z.object({ community: communityId, ids: z.array(messageId).max(200) }),
  members: z.object({ community: communityId }),
  search: z.object({
    community: communityId,
    text: z.string().max(500),
    channel: channelId.nullable(),
    before: position.nullable(),
    limit: z.number().int().min(1).max(100),
  }),
  draft: z.object(place),
  typing: z.object({ community: communityId }),
  settings: z.object({}),
  recoveryPhrase: z.object({}),
  previewInvite: z.object({ link: z.string().max(limits.inviteLinkChars) }),
  imports: z.object({}),
  /** What the page needs to meet others directly: the signaling server and the own unguessable peer id. */
  direct: z.object({ community: communityId }),
  ...structureQueries,
  ...rolesQueries,
  ...peopleQueries,
  ...invitesQueries,
  ...auditQueries,
  ...boardsQueries,
  ...callsQueries,
  ...ringingQueries,
  ...moderationQueries,
  ...notificationsQueries,
  ...devicesQueries,
  ...documentsQueries,
} as const;

export type QueryInputs = { [K in keyof typeof querySchemas]: z.infer<(typeof querySchemas)[K]> };
export type QueryName = keyof QueryInputs;

export type AppView = {
  readonly status: 'no-profile' | 'key-only' | 'locked' | 'ready' | 'owned-elsewhere';
  readonly profile: ProfileView | null;
  /** What keeps the files: said in settings. */
  readonly storage: 'disk' | 'opfs' | 'snapshot';
};
export type DraftView = { readonly text: string; readonly replyTo: MessageView | null };
/** `peers`: ids of others who are online and willing to link directly. */
export type DirectView = DirectAddress | null;

export type QueryOutputs = OwnOutputs &
  StructureQueryOutputs &
  RolesQueryOutputs &
  PeopleQueryOutputs &
  InvitesQueryOutputs &
  AuditQueryOutputs &
  BoardsQueryOutputs &
  CallsQueryOutputs &
  RingingQueryOutputs &
  ModerationQueryOutputs &
  NotificationsQueryOutputs &
  DevicesQueryOutputs &
  DocumentsQueryOutputs;
type OwnOutputs = {
  app: AppView;
  communities: readonly CommunitySummary[];
  sidebar: SidebarView;
  timeline: TimelinePage;
  messages: readonly MessageView[];
  members: MembersView;
  search: SearchPage;
  draft: DraftView;
  typing: readonly TypingView[];
  settings: SettingsView;
  recoveryPhrase: { readonly phrase: string };
  previewInvite: InvitePreview;
  imports: readonly ImportProgress[];
  direct: DirectView;
};
