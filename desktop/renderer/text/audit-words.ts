/** The record of a community in words: each kind of act, what it names, and values from what to what. */
import type {
  AccountChange,
  AccountField,
  AccountGroup,
  AccountKind,
  AccountValue,
  ActorView,
  AuditEntryView,
  Named,
} from '@maru/sync-core';
import { nameOf, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { permissionName } from './refusals.ts';

const acts = {
  founded: 'audit.act.founded',
  joined: 'audit.act.joined',
  asked: 'audit.act.asked',
  letIn: 'audit.act.letIn',
  turnedAway: 'audit.act.turnedAway',
  tookBack: 'audit.act.tookBack',
  left: 'audit.act.left',
  kicked: 'audit.act.kicked',
  banned: 'audit.act.banned',
  unbanned: 'audit.act.unbanned',
  timedOut: 'audit.act.timedOut',
  timeoutLifted: 'audit.act.timeoutLifted',
  profileEdited: 'audit.act.profileEdited',
  nicknameSet: 'audit.act.nicknameSet',
  rulesAccepted: 'audit.act.rulesAccepted',
  deviceAdded: 'audit.act.deviceAdded',
  deviceRemoved: 'audit.act.deviceRemoved',
  roleCreated: 'audit.act.roleCreated',
  roleEdited: 'audit.act.roleEdited',
  roleMoved: 'audit.act.roleMoved',
  everyoneEdited: 'audit.act.everyoneEdited',
  roleDeleted: 'audit.act.roleDeleted',
  roleGranted: 'audit.act.roleGranted',
  roleRevoked: 'audit.act.roleRevoked',
  roleWithdrawn: 'audit.act.roleWithdrawn',
  overwriteSet: 'audit.act.overwriteSet',
  overwritesSynced: 'audit.act.overwritesSynced',
  channelCreated: 'audit.act.channelCreated',
  channelEdited: 'audit.act.channelEdited',
  channelMoved: 'audit.act.channelMoved',
  channelDeleted: 'audit.act.channelDeleted',
  channelRestored: 'audit.act.channelRestored',
  categoryCreated: 'audit.act.categoryCreated',
  categoryEdited: 'audit.act.categoryEdited',
  categoryMoved: 'audit.act.categoryMoved',
  categoryArchived: 'audit.act.categoryArchived',
  categoryUnarchived: 'audit.act.categoryUnarchived',
  categoryDeleted: 'audit.act.categoryDeleted',
  categoryRestored: 'audit.act.categoryRestored',
  communityEdited: 'audit.act.communityEdited',
  pictureStored: 'audit.act.pictureStored',
  ownershipTransferred: 'audit.act.ownershipTransferred',
  successionSet: 'audit.act.successionSet',
  successionCleared: 'audit.act.successionCleared',
  successionVoted: 'audit.act.successionVoted',
  ownerSeen: 'audit.act.ownerSeen',
  inviteCreated: 'audit.act.inviteCreated',
  inviteEdited: 'audit.act.inviteEdited',
  inviteRevoked: 'audit.act.inviteRevoked',
  messagesPurged: 'audit.act.messagesPurged',
  actsReverted: 'audit.act.actsReverted',
  revertUndone: 'audit.act.revertUndone',
  reported: 'audit.act.reported',
  reportResolved: 'audit.act.reportResolved',
  ruleCreated: 'audit.act.ruleCreated',
  ruleEdited: 'audit.act.ruleEdited',
  ruleRemoved: 'audit.act.ruleRemoved',
  keyOpened: 'audit.act.keyOpened',
  channelKeyOpened: 'audit.act.channelKeyOpened',
  keyShared: 'audit.act.keyShared',
  misplaced: 'audit.act.misplaced',
} as const satisfies Record<AccountKind, string>;

const kinds = {
  founded: 'audit.kind.founded',
  joined: 'audit.kind.joined',
  asked: 'audit.kind.asked',
  letIn: 'audit.kind.letIn',
  turnedAway: 'audit.kind.turnedAway',
  tookBack: 'audit.kind.tookBack',
  left: 'audit.kind.left',
  kicked: 'audit.kind.kicked',
  banned: 'audit.kind.banned',
  unbanned: 'audit.kind.unbanned',
  timedOut: 'audit.kind.timedOut',
  timeoutLifted: 'audit.kind.timeoutLifted',
  profileEdited: 'audit.kind.profileEdited',
  nicknameSet: 'audit.kind.nicknameSet',
  rulesAccepted: 'audit.kind.rulesAccepted',
  deviceAdded: 'audit.kind.deviceAdded',
  deviceRemoved: 'audit.kind.deviceRemoved',
  roleCreated: 'audit.kind.roleCreated',
  roleEdited: 'audit.kind.roleEdited',
  roleMoved: 'audit.kind.roleMoved',
  everyoneEdited: 'audit.kind.everyoneEdited',
  roleDeleted: 'audit.kind.roleDeleted',
  roleGranted: 'audit.kind.roleGranted',
  roleRevoked: 'audit.kind.roleRevoked',
  roleWithdrawn: 'audit.kind.roleWithdrawn',
  overwriteSet: 'audit.kind.overwriteSet',
  overwritesSynced: 'audit.kind.overwritesSynced',
  channelCreated: 'audit.kind.channelCreated',
  channelEdited: 'audit.kind.channelEdited',
  channelMoved: 'audit.kind.channelMoved',
  channelDeleted: 'audit.kind.channelDeleted',
  channelRestored: 'audit.kind.channelRestored',
  categoryCreated: 'audit.kind.categoryCreated',
  categoryEdited: 'audit.kind.categoryEdited',
  categoryMoved: 'audit.kind.categoryMoved',
  categoryArchived: 'audit.kind.categoryArchived',
  categoryUnarchived: 'audit.kind.categoryUnarchived',
  categoryDeleted: 'audit.kind.categoryDeleted',
  categoryRestored: 'audit.kind.categoryRestored',
  communityEdited: 'audit.kind.communityEdited',
  pictureStored: 'audit.kind.pictureStored',
  ownershipTransferred: 'audit.kind.ownershipTransferred',
  successionSet: 'audit.kind.successionSet',
  successionCleared: 'audit.kind.successionCleared',
  successionVoted: 'audit.kind.successionVoted',
  ownerSeen: 'audit.kind.ownerSeen',
  inviteCreated: 'audit.kind.inviteCreated',
  inviteEdited: 'audit.kind.inviteEdited',
  inviteRevoked: 'audit.kind.inviteRevoked',
  messagesPurged: 'audit.kind.messagesPurged',
  actsReverted: 'audit.kind.actsReverted',
  revertUndone: 'audit.kind.revertUndone',
  reported: 'audit.kind.reported',
  reportResolved: 'audit.kind.reportResolved',
  ruleCreated: 'audit.kind.ruleCreated',
  ruleEdited: 'audit.kind.ruleEdited',
  ruleRemoved: 'audit.kind.ruleRemoved',
  keyOpened: 'audit.kind.keyOpened',
  channelKeyOpened: 'audit.kind.channelKeyOpened',
  keyShared: 'audit.kind.keyShared',
  misplaced: 'audit.kind.misplaced',
} as const satisfies Record<AccountKind, string>;

const groups = {
  people: 'audit.group.people',
  roles: 'audit.group.roles',
  places: 'audit.group.places',
  community: 'audit.group.community',
  invites: 'audit.group.invites',
  moderation: 'audit.group.moderation',
  keys: 'audit.group.keys',
  other: 'audit.group.other',
} as const satisfies Record<AccountGroup, string>;

const fields = {
  name: 'audit.field.name',
  description: 'audit.field.description',
  colour: 'audit.field.colour',
  topic: 'audit.field.topic',
  category: 'audit.field.category',
  archived: 'audit.field.archived',
  slowMode: 'audit.field.slowMode',
  history: 'audit.field.history',
  icon: 'audit.field.icon',
  notifications: 'audit.field.notifications',
  systemChannel: 'audit.field.systemChannel',
  rules: 'audit.field.rules',
  hoist: 'audit.field.hoist',
  mentionable: 'audit.field.mentionable',
  given: 'audit.field.given',
  taken: 'audit.field.taken',
  allowed: 'audit.field.allowed',
  denied: 'audit.field.denied',
  inherited: 'audit.field.inherited',
  until: 'audit.field.until',
  since: 'audit.field.since',
  expires: 'audit.field.expires',
  maxUses: 'audit.field.maxUses',
  roles: 'audit.field.roles',
  paused: 'audit.field.paused',
  approval: 'audit.field.approval',
  enabled: 'audit.field.enabled',
  trigger: 'audit.field.trigger',
  words: 'audit.field.words',
  policy: 'audit.field.policy',
  hosts: 'audit.field.hosts',
  most: 'audit.field.most',
  messages: 'audit.field.messages',
  seconds: 'audit.field.seconds',
  response: 'audit.field.response',
  outcome: 'audit.field.outcome',
  votes: 'audit.field.votes',
  absentDays: 'audit.field.absentDays',
} as const satisfies Record<AccountField, string>;

/** Words that operations share with the UI; colours have words of their own. */
const shared = {
  all: 'audit.word.all',
  mentions: 'audit.word.mentions',
  nothing: 'audit.word.nothing',
  everything: 'audit.word.everything',
  sinceJoining: 'audit.word.sinceJoining',
  words: 'audit.word.words',
  links: 'audit.word.links',
  flood: 'audit.word.flood',
  newMembers: 'audit.word.newMembers',
  none: 'audit.word.none',
  only: 'audit.word.only',
  except: 'audit.word.except',
  hide: 'audit.word.hide',
  flag: 'audit.word.flag',
  acted: 'audit.word.acted',
  dismissed: 'audit.word.dismissed',
  clay: 'colours.clay',
  persimmon: 'colours.persimmon',
  amber: 'colours.amber',
  moss: 'colours.moss',
  pine: 'colours.pine',
  jade: 'colours.jade',
  sky: 'colours.sky',
  indigo: 'colours.indigo',
  plum: 'colours.plum',
  rose: 'colours.rose',
} as const;
const isShared = (word: string): word is keyof typeof shared => Object.hasOwn(shared, word);

export const kindWords = (t: TFunction, kind: AccountKind): string => t(kinds[kind]);
export const groupWords = (t: TFunction, group: AccountGroup): string => t(groups[group]);

export const actorName = (t: TFunction, { member, name }: ActorView): string =>
  name !== '' ? name : member === null ? t('audit.unknownDevice') : t('audit.name.member');

/** What it is called, with nothing around it. */
export const bareName = (t: TFunction, named: Named): string => {
  const name = nameOf(named);
  switch (named.kind) {
    case 'member':
      return name || t('audit.name.member');
    case 'role':
      return name || t('audit.name.role');
    case 'everyone':
      return t('audit.name.everyone');
    case 'category':
      return name || t('audit.name.category');
    case 'channel':
      return name ? `#${name}` : t('audit.name.place');
    case 'invite':
      return name ? t('audit.name.inviteBy', { name }) : t('audit.name.invite');
    case 'rule':
      return name || t('audit.name.rule');
    default:
      return unreachable(named);
  }
};

/** As it stands within a sentence. */
export const namedWords = (t: TFunction, named: Named): string => {
  const name = bareName(t, named);
  if (named.kind === 'member') return t('audit.name.person', { name });
  if (named.kind === 'role') return t('audit.name.roleQuoted', { name });
  return named.kind === 'category' ? t('audit.name.categoryQuoted', { name }) : name;
};

/** Kinds whose words can't say what they name: a place or a person or a role. */
const spelledOut: ReadonlySet<AccountKind> = new Set(['overwriteSet', 'overwritesSynced']);

/** What was done, as a sentence. */
export const actWords = (t: TFunction, entry: Pick<AuditEntryView, 'kind' | 'author' | 'targets'>): string => {
  const { kind, author, targets } = entry;
  const [first, second] = targets;
  const words = spelledOut.has(kind) ? namedWords : bareName;
  const people = targets.filter((target) => target.kind === 'member').length;
  const target = first === undefined ? actorName(t, author) : words(t, first);
  const many = people > 1 ? t('audit.name.more', { name: target, count: people - 1 }) : target;
  return t(acts[kind], {
    who: actorName(t, author),
    target: many,
    second: second === undefined ? '' : words(t, second),
  });
};

export type TimeWords = { readonly relative: (at: number) => string; readonly exact: (at: number) => string };

const numberWords = (t: TFunction, field: AccountField, number: number): string => {
  if (field === 'slowMode' || field === 'seconds') return t('audit.seconds', { count: number });
  return field === 'maxUses' ? t('audit.times', { count: number }) : number.toLocaleString();
};

const valueWords = (t: TFunction, field: AccountField, value: AccountValue, time: TimeWords): string => {
  if (value === null) return t('audit.word.empty');
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return numberWords(t, field, value.number);
    case 'moment':
      return time.exact(value.ms);
    case 'switch':
      return value.on ? t('audit.word.on') : t('audit.word.off');
    case 'word':
      return isShared(value.word) ? t(shared[value.word]) : value.word;
    case 'named':
      return value.named.map((named) => bareName(t, named)).join(', ');
    case 'permissions':
      return value.permissions.map((permission) => permissionName(t, permission)).join(', ');
    default:
      return unreachable(value);
  }
};

/** One value from what to what; only to what, where nothing was before. */
export const changeWords = (t: TFunction, { field, from, to }: AccountChange, time: TimeWords): string => {
  const words = { field: t(fields[field]), to: valueWords(t, field, to, time) };
  if (from === null) return t('audit.set', words);
  return t('audit.changed', { ...words, from: valueWords(t, field, from, time) });
};
