/** Commands: what the UI can ask the host to do. Resolved only after the commit. */
import {
  type CategoryId,
  type ChannelId,
  type CommunityId,
  channelKinds,
  limits,
  type MessageId,
  paletteColours,
} from '@maru/sync-core';
import { z } from 'zod';
import { type AuditCommandOutputs, auditCommands } from './areas/audit.ts';
import { type BoardsCommandOutputs, boardsCommands } from './areas/boards.ts';
import { type CallsCommandOutputs, callsCommands } from './areas/calls.ts';
import { type DevicesCommandOutputs, devicesCommands } from './areas/devices.ts';
import { type DocumentsCommandOutputs, documentsCommands } from './areas/documents.ts';
import { type InvitesCommandOutputs, invitesCommands } from './areas/invites.ts';
import { type ModerationCommandOutputs, moderationCommands } from './areas/moderation.ts';
import { type NotificationsCommandOutputs, notificationsCommands } from './areas/notifications.ts';
import { type PeopleCommandOutputs, peopleCommands } from './areas/people.ts';
import { type RingingCommandOutputs, ringingCommands } from './areas/ringing.ts';
import { type RolesCommandOutputs, rolesCommands } from './areas/roles.ts';
import { type StructureCommandOutputs, structureCommands } from './areas/structure.ts';
import { categoryId, channelId, communityId, messageId, position } from './ids.ts';

const nickname = z.string().trim().min(1).max(32);
const name = z.string().trim().min(1).max(100);
const messageText = z.string().min(1).max(limits.messageBytes);
const colour = z.enum(paletteColours);
const place = { community: communityId, channel: channelId, thread: messageId.nullable() };

export const settingsPatch = z
  .object({
    language: z.enum(['system', 'ko', 'en']),
    theme: z.enum(['system', 'light', 'dark']),
    density: z.enum(['cosy', 'compact']),
    textSize: z.number().int().min(12).max(20),
    notifications: z.boolean(),
    notificationText: z.boolean(),
    sendTyping: z.boolean(),
    takesCalls: z.boolean(),
  })
  .partial();

export const commandSchemas = {
  createProfile: z.object({ name: nickname, colour }),
  editProfile: z.object({ name: nickname, colour }),
  /** An empty name waits for what the person's other devices say; `relayUrl`: where these meet, if not where it's usual. */
  restoreProfile: z.object({
    phrase: z.string().max(1_000),
    name: z.string().trim().max(32),
    colour,
    relayUrl: z
      .url({ protocol: /^wss?$/ })
      .max(limits.urlBytes)
      .nullable()
      .optional(),
  }),
  /** Goes on as the person whose key is here though their files are gone. */
  resumeProfile: z.object({ name: nickname, colour }),
  /** Opens files whose key is gone. */
  unlockProfile: z.object({ phrase: z.string().max(1_000) }),
  confirmRecovery: z.object({ phrase: z.string().max(1_000) }),
  createCommunity: z.object({ name }),
  joinCommunity: z.object({ link: z.string().max(limits.inviteLinkChars) }),
  /** Takes a community that one is no member of off the list. */
  removeCommunity: z.object({ community: communityId }),
  createCategory: z.object({ community: communityId, name }),
  createChannel: z.object({
    community: communityId,
    category: categoryId.nullable(),
    kind: z.enum(channelKinds),
    name,
    topic: z.string().max(1_024),
  }),
  postMessage: z.object({ ...place, text: messageText, replyTo: messageId.nullable() }),
  editMessage: z.object({ community: communityId, message: messageId, text: messageText }),
  deleteMessage: z.object({ community: communityId, message: messageId }),
  react: z.object({
    community: communityId,
    message: messageId,
    emoji: z.string().min(1).max(32),
    on: z.boolean(),
  }),
  nameThread: z.object({ community: communityId, message: messageId, name }),
  markRead: z.object({ ...place, position }),
  saveDraft: z.object({ ...place, text: z.string().max(limits.messageBytes), replyTo: messageId.nullable() }),
  setTyping: z.object(place),
  setPresence: z.object({ presence: z.enum(['online', 'away']) }),
  saveSettings: settingsPatch,
  setRelay: z.object({ community: communityId, url: z.url().max(2_048) }),
  reconnect: z.object({}),
  /** Files as bytes (plain or gzip); `community` null makes a new one called `name`. */
  startImport: z.object({
    community: communityId.nullable(),
    name,
    files: z
      .array(z.object({ name: z.string().max(1_024), bytes: z.instanceof(Uint8Array) }))
      .min(1)
      .max(10_000),
  }),
  stopImport: z.object({ id: z.string().max(64) }),
  /** A direct link (PeerJS data connection) opened, carried a frame, closed. The page carries ciphertext only. */
  directOpened: z.object({
    community: communityId,
    link: z.string().max(64),
    initiator: z.boolean(),
    peer: z.string().max(128),
  }),
  directReceived: z.object({ link: z.string().max(64), frame: z.instanceof(Uint8Array) }),
  directClosed: z.object({ link: z.string().max(64) }),
  /** This tab asks for the files that another tab holds. */
  takeOver: z.object({}),
  ...structureCommands,
  ...rolesCommands,
  ...peopleCommands,
  ...invitesCommands,
  ...auditCommands,
  ...boardsCommands,
  ...callsCommands,
  ...ringingCommands,
  ...moderationCommands,
  ...notificationsCommands,
  ...devicesCommands,
  ...documentsCommands,
} as const;

export type CommandInputs = { [K in keyof typeof commandSchemas]: z.infer<(typeof commandSchemas)[K]> };
export type CommandName = keyof CommandInputs;

type Nothing = Record<string, never>;
export type CommandOutputs = { [K in CommandName]: K extends keyof Outputs ? Outputs[K] : Nothing };
type Outputs = OwnOutputs &
  StructureCommandOutputs &
  RolesCommandOutputs &
  PeopleCommandOutputs &
  InvitesCommandOutputs &
  AuditCommandOutputs &
  BoardsCommandOutputs &
  CallsCommandOutputs &
  RingingCommandOutputs &
  ModerationCommandOutputs &
  NotificationsCommandOutputs &
  DevicesCommandOutputs &
  DocumentsCommandOutputs;
type OwnOutputs = {
  /** The recovery phrase: 24 words, shown once here and again in settings. */
  createProfile: { readonly phrase: string };
  createCommunity: { readonly community: CommunityId; readonly channel: ChannelId };
  joinCommunity: { readonly community: CommunityId };
  createCategory: { readonly category: CategoryId };
  createChannel: { readonly channel: ChannelId };
  postMessage: { readonly message: MessageId };
  startImport: { readonly id: string; readonly community: CommunityId };
};
