export type {
  AttentionSubject,
  AutomergeSource,
  BoardCard,
  BoardChange,
  BoardColumn,
  BoardEdit,
  BoardLabel,
  BoardView,
  CardId,
  ChecklistItem,
  ColumnId,
  ColumnName,
  EditMade,
  EditRefusal,
  EventPlan,
  FieldChange,
  ItemId,
  LabelId,
  QuietHours,
  TextSplice,
} from '../documents/index.ts';
export { emptyBoard, isCardId, isColumnId, isItemId, isLabelId } from '../documents/index.ts';
export { type Attention, forever } from './attention/attention-of.ts';
export * from './attention-views.ts';
export * from './audit-views.ts';
export * from './board-views.ts';
export * from './call-views.ts';
export type { CallEnd, CallState } from './community/calls/call-roster.ts';
export { noChanges } from './community/changes.ts';
export type { CommunityCommands } from './community/commands.ts';
export type { DirectAddress } from './community/direct-links.ts';
export type { ImportedCount, ImportedItem } from './community/import-writer.ts';
export type { InviteTerms } from './community/invite-commands.ts';
export { relayToWebUrl } from './community/made-invites.ts';
export type { MemberCommands } from './community/member-commands.ts';
export type { AutoRuleDraft } from './community/moderation-commands.ts';
export type { OpenCommunity } from './community/open-community.ts';
export type { CommunityQueries } from './community/queries.ts';
export type { OverwriteEdit, RoleCommands, RoleEdit, RolesChange } from './community/role-commands.ts';
export type { PermissionsChange, RoleQueries } from './community/role-queries.ts';
export * from './create-client.ts';
export type { ClientDeps } from './deps.ts';
export type { DevicesClient } from './devices/create-person.ts';
export * from './devices-views.ts';
export * from './document-views.ts';
export type { ClientError, Denial, Outcome } from './errors.ts';
export type { ClientEventName, ClientEvents } from './events.ts';
export * from './invite-views.ts';
export * from './moderation-views.ts';
export type { PairingEnd } from './pairing/pairing.ts';
export * from './people-views.ts';
export { deviceRef, identityRef } from './profile.ts';
export * from './ringing-views.ts';
export * from './role-views.ts';
export { defaultSettings } from './settings.ts';
export * from './structure-views.ts';
export * from './views.ts';
