/**
 * What stands under a key of the own document, and its schema: whatever an update brings is parsed here,
 * and what doesn't parse is as if it weren't there.
 */
import { textToBytes } from '../../base/index.ts';
import {
  isMessageId,
  isRingId,
  limits,
  type MessageId,
  type NotificationLevel,
  notificationLevels,
  type Position,
  type RingId,
} from '../../model/index.ts';
import type { SelfKind } from './self-keys.ts';

export type SelfDraft = { readonly text: string; readonly replyTo: MessageId | null };

/** What another machine of the person needs to open a community; keys and relays stand beside it. */
export type SelfCommunity = {
  readonly genesisHash: Uint8Array;
  readonly accessSeed: Uint8Array;
  readonly name: string;
  readonly joinedAt: number;
};

export type SettingValue = string | number | boolean;

/** Do not disturb: by the clock on the wall, on the days on which it begins (0 is Sunday), and for now. */
export type QuietHours = {
  readonly scheduled: boolean;
  readonly days: readonly number[];
  /** Minutes after midnight, local time. Past midnight where `to` isn't later; all day where both are equal. */
  readonly from: number;
  readonly to: number;
  /** Until this moment whatever the schedule says; null for not now. */
  readonly until: number | null;
};

/** A call that was not answered; `seen`: the person needs no telling any more. */
export type MissedCall = { readonly ring: RingId; readonly at: number; readonly seen: boolean };
export type TriedCall = Pick<MissedCall, 'ring' | 'at'>;

export type SelfValues = {
  read: Position;
  draft: SelfDraft;
  level: NotificationLevel;
  /** Milliseconds; `Number.MAX_SAFE_INTEGER` is for good. */
  mute: number;
  suppress: boolean;
  quiet: QuietHours;
  setting: SettingValue;
  community: SelfCommunity;
  relays: readonly string[];
  order: number;
  epochKey: Uint8Array;
  device: string;
  /** When it came, when it was last used (by the hour), when it was taken away. */
  deviceAdded: number;
  deviceSeen: number;
  deviceRemoved: number;
  /** The name of the device (see `device`). */
  deviceIn: string;
  missedCalls: readonly MissedCall[];
  triedCalls: readonly TriedCall[];
};

const fieldsOf = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isBytes = (value: unknown, length: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length === length;
const isText = (value: unknown, limitBytes: number): value is string =>
  typeof value === 'string' && value.length <= limitBytes && textToBytes(value).length <= limitBytes;

export const isPosition = (value: unknown): value is Position =>
  typeof value === 'string' && /^[0-9a-f]{44}$/.test(value);

const minutesPerDay = 24 * 60;
const isMinute = (value: unknown): value is number => isCount(value) && value < minutesPerDay;
const relaysPerCommunity = 16;

const parseDraft = (value: unknown): SelfDraft | null => {
  const { text, replyTo } = fieldsOf(value);
  if (!isText(text, limits.messageBytes)) return null;
  return { text, replyTo: isMessageId(replyTo) ? replyTo : null };
};

const parseCommunity = (value: unknown): SelfCommunity | null => {
  const { genesisHash, accessSeed, name, joinedAt } = fieldsOf(value);
  if (!isBytes(genesisHash, 32) || !isBytes(accessSeed, 32)) return null;
  return {
    genesisHash,
    accessSeed,
    name: isText(name, limits.nameBytes) ? name : '',
    joinedAt: isCount(joinedAt) ? joinedAt : 0,
  };
};

const parseQuiet = (value: unknown): QuietHours | null => {
  const { scheduled, days, from, to, until } = fieldsOf(value);
  if (typeof scheduled !== 'boolean' || !isMinute(from) || !isMinute(to) || !Array.isArray(days)) return null;
  const known = new Set(days.filter((day): day is number => isCount(day) && day < 7));
  return {
    scheduled,
    days: [...known].sort((a, b) => a - b),
    from,
    to,
    until: isCount(until) ? until : null,
  };
};

const parseRelays = (value: unknown): readonly string[] | null => {
  if (!Array.isArray(value)) return null;
  return value.filter((url): url is string => isText(url, limits.urlBytes)).slice(0, relaysPerCommunity);
};

const parseMissed = (value: unknown): MissedCall | null => {
  const { ring, at, seen } = fieldsOf(value);
  return isRingId(ring) && isCount(at) ? { ring, at, seen: seen === true } : null;
};

/** The newest stand last. */
const parseCalls = (value: unknown, most: number): readonly MissedCall[] | null =>
  Array.isArray(value)
    ? value
        .slice(-most)
        .map(parseMissed)
        .filter((call) => call !== null)
    : null;

const isSetting = (value: unknown): value is SettingValue =>
  typeof value === 'boolean' || Number.isFinite(value) || isText(value, limits.nameBytes);

const oneOrNothing =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): T | null =>
    is(value) ? value : null;

export const parsers: { readonly [K in SelfKind]: (value: unknown) => SelfValues[K] | null } = {
  read: oneOrNothing(isPosition),
  draft: parseDraft,
  level: (value) => notificationLevels.find((level) => level === value) ?? null,
  mute: oneOrNothing(isCount),
  suppress: (value) => (typeof value === 'boolean' ? value : null),
  quiet: parseQuiet,
  setting: oneOrNothing(isSetting),
  community: parseCommunity,
  relays: parseRelays,
  order: oneOrNothing(isCount),
  epochKey: (value) => (isBytes(value, 32) ? value : null),
  device: (value) => (isText(value, limits.nameBytes) ? value : null),
  deviceAdded: oneOrNothing(isCount),
  deviceSeen: oneOrNothing(isCount),
  deviceRemoved: oneOrNothing(isCount),
  deviceIn: (value) => (isText(value, limits.nicknameBytes) ? value : null),
  missedCalls: (value) => parseCalls(value, limits.missedPerCaller),
  triedCalls: (value) =>
    parseCalls(value, limits.triedPerMember)?.map(({ ring, at }) => ({ ring, at })) ?? null,
};
