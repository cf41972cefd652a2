/**
 * What the own document holds something of, by name: `read/<community>/<channel>/<thread>` and the like.
 * Names that this version doesn't know are kept and passed over.
 */
import {
  type CategoryId,
  type ChannelId,
  type CommunityId,
  type DeviceId,
  type EpochId,
  isCategoryId,
  isChannelId,
  isCommunityId,
  isDeviceId,
  isEpochId,
  isMemberId,
  isMessageId,
  type MemberId,
  type MessageId,
} from '../../model/index.ts';

export type SelfPlace = {
  readonly community: CommunityId;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
};

/** Whatever can be muted and has a level of its own. */
export type AttentionSubject =
  | { readonly type: 'community'; readonly community: CommunityId }
  | { readonly type: 'category'; readonly community: CommunityId; readonly category: CategoryId }
  | { readonly type: 'channel'; readonly community: CommunityId; readonly channel: ChannelId }
  | {
      readonly type: 'thread';
      readonly community: CommunityId;
      readonly channel: ChannelId;
      readonly thread: MessageId;
    };

export type SelfKey =
  | { readonly kind: 'read'; readonly place: SelfPlace }
  | { readonly kind: 'draft'; readonly place: SelfPlace }
  | { readonly kind: 'level'; readonly subject: AttentionSubject }
  | { readonly kind: 'mute'; readonly subject: AttentionSubject }
  /** Mentions of everyone, or of roles, that shall not call. */
  | { readonly kind: 'suppress'; readonly community: CommunityId; readonly mentions: 'everyone' | 'roles' }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'setting'; readonly name: string }
  | { readonly kind: 'community'; readonly community: CommunityId }
  | { readonly kind: 'relays'; readonly community: CommunityId }
  | { readonly kind: 'order'; readonly community: CommunityId }
  | { readonly kind: 'epochKey'; readonly community: CommunityId; readonly epoch: EpochId }
  /** By whatever names a device to the person's other ones. */
  | { readonly kind: 'device'; readonly device: string }
  | { readonly kind: 'deviceAdded'; readonly device: string }
  | { readonly kind: 'deviceSeen'; readonly device: string }
  | { readonly kind: 'deviceRemoved'; readonly device: string }
  /** Which of the person's devices goes by this key in a community. */
  | { readonly kind: 'deviceIn'; readonly community: CommunityId; readonly key: DeviceId }
  /** Calls of a member that came to nothing: theirs, and the own ones that they weren't told of yet. */
  | { readonly kind: 'missedCalls'; readonly community: CommunityId; readonly member: MemberId }
  | { readonly kind: 'triedCalls'; readonly community: CommunityId; readonly member: MemberId };
export type SelfKind = SelfKey['kind'];

const placeToText = ({ community, channel, thread }: SelfPlace): string =>
  `${community}/${channel}${thread === null ? '' : `/${thread}`}`;

const subjectToText = (subject: AttentionSubject): string => {
  switch (subject.type) {
    case 'community':
      return subject.community;
    case 'category':
      return `${subject.community}/c/${subject.category}`;
    case 'channel':
    case 'thread':
      return placeToText({ ...subject, thread: subject.type === 'thread' ? subject.thread : null });
  }
};

export const keyToText = (key: SelfKey): string => {
  switch (key.kind) {
    case 'read':
    case 'draft':
      return `${key.kind}/${placeToText(key.place)}`;
    case 'level':
    case 'mute':
      return `${key.kind}/${subjectToText(key.subject)}`;
    case 'suppress':
      return `suppress/${key.community}/${key.mentions}`;
    case 'quiet':
      return 'quiet';
    case 'setting':
      return `setting/${key.name}`;
    case 'community':
    case 'relays':
    case 'order':
      return `${key.kind}/${key.community}`;
    case 'epochKey':
      return `epochKey/${key.community}/${key.epoch}`;
    case 'device':
    case 'deviceAdded':
    case 'deviceSeen':
    case 'deviceRemoved':
      return `${key.kind}/${key.device}`;
    case 'deviceIn':
      return `deviceIn/${key.community}/${key.key}`;
    case 'missedCalls':
    case 'triedCalls':
      return `${key.kind}/${key.community}/${key.member}`;
  }
};

const toPlace = ([community, channel, thread, ...rest]: readonly string[]): SelfPlace | null =>
  isCommunityId(community) &&
  isChannelId(channel) &&
  rest.length === 0 &&
  (thread === undefined || isMessageId(thread))
    ? { community, channel, thread: thread ?? null }
    : null;

const toSubject = (parts: readonly string[]): AttentionSubject | null => {
  const [community, second, category, ...rest] = parts;
  if (!isCommunityId(community)) return null;
  if (second === undefined) return { type: 'community', community };
  if (second === 'c')
    return isCategoryId(category) && rest.length === 0 ? { type: 'category', community, category } : null;
  const place = toPlace(parts);
  if (place === null) return null;
  const { channel, thread } = place;
  return thread === null
    ? { type: 'channel', community, channel }
    : { type: 'thread', community, channel, thread };
};

/** Names in one part: letters, digits and what ids and versions are written with. */
const isName = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9._-]{1,80}$/.test(text);

/** `null` for what this version has no use for. */
export const textToKey = (text: string): SelfKey | null => {
  const [kind, ...parts] = text.split('/');
  const [first, second, ...rest] = parts;
  switch (kind) {
    case 'read':
    case 'draft': {
      const place = toPlace(parts);
      return place && { kind, place };
    }
    case 'level':
    case 'mute': {
      const subject = toSubject(parts);
      return subject && { kind, subject };
    }
    case 'suppress':
      return isCommunityId(first) && (second === 'everyone' || second === 'roles') && rest.length === 0
        ? { kind, community: first, mentions: second }
        : null;
    case 'quiet':
      return parts.length === 0 ? { kind } : null;
    case 'setting':
      return isName(first) && second === undefined ? { kind, name: first } : null;
    case 'community':
    case 'relays':
    case 'order':
      return isCommunityId(first) && second === undefined ? { kind, community: first } : null;
    case 'epochKey':
      return isCommunityId(first) && isEpochId(second) && rest.length === 0
        ? { kind, community: first, epoch: second }
        : null;
    case 'device':
    case 'deviceAdded':
    case 'deviceSeen':
    case 'deviceRemoved':
      return isName(first) && second === undefined ? { kind, device: first } : null;
    case 'deviceIn':
      return isCommunityId(first) && isDeviceId(second) && rest.length === 0
        ? { kind, community: first, key: second }
        : null;
    case 'missedCalls':
    case 'triedCalls':
      return isCommunityId(first) && isMemberId(second) && rest.length === 0
        ? { kind, community: first, member: second }
        : null;
    default:
      return null;
  }
};
