/**
 * Reports as cases: all that speaks about one message, from sealed reports that this device can open and from
 * what the rules flagged in channels that the own person moderates.
 */
import { compareStrings, textToBytes } from '../../base/index.ts';
import { openReport } from '../../crypto/index.ts';
import { type Community, can, isPresent, outranks, type Report } from '../../governance/index.ts';
import type {
  ChannelId,
  MemberId,
  MessageId,
  OpId,
  ReportContent,
  ReportOutcome,
  ReportReason,
} from '../../model/index.ts';
import type { FlaggedRow, MessageRow } from '../../storage/index.ts';
import type { CommunityCore } from './core.ts';

export type OpenedReport = {
  readonly op: OpId;
  readonly by: MemberId;
  readonly at: number;
  readonly reason: ReportReason;
  readonly note: string;
  readonly resolved: Report['resolved'];
};

export type Case = {
  readonly message: MessageId;
  readonly channel: ChannelId;
  readonly author: MemberId;
  readonly excerpt: string;
  /** What people reported, the first first; of a closed case all of it. */
  readonly reports: readonly OpenedReport[];
  /** Rules that flagged it, while that is open. */
  readonly flaggedBy: readonly OpId[];
  readonly at: number;
  readonly resolved: { readonly by: MemberId; readonly at: number; readonly outcome: ReportOutcome } | null;
};

/** Flagged messages that are looked at, the newest. */
const flaggedKept = 200;

/** As much of a text as fits, whole characters. */
export const cutToBytes = (text: string, most: number): string => {
  if (textToBytes(text).length <= most) return text;
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += textToBytes(character).length;
    if (used > most) break;
    kept += character;
  }
  return kept;
};

const moderates = (community: Community, member: MemberId, channel: ChannelId): boolean => {
  const place = { channel };
  return (
    can(community, member, 'viewChannel', place) &&
    (can(community, member, 'moderateMembers', place) || can(community, member, 'manageMessages', place))
  );
};

type Reader = { readonly member: MemberId; readonly devices: readonly Uint8Array[] };

/** Who reads a report of what `author` wrote in a channel: who moderates there, but for the author; the highest first. */
export const readersOf = (community: Community, author: MemberId, channel: ChannelId): readonly Reader[] => {
  const devices = new Map<MemberId, Uint8Array[]>();
  for (const device of community.devices.values()) {
    if (!isPresent(community, device)) continue;
    const { member, agreementKey } = device;
    const keys = devices.get(member) ?? [];
    keys.push(agreementKey);
    devices.set(member, keys);
  }
  return [...community.members.keys()]
    .filter((member) => member !== author && moderates(community, member, channel))
    .sort((a, b) => (outranks(community, a, b) ? -1 : outranks(community, b, a) ? 1 : compareStrings(a, b)))
    .map((member) => ({ member, devices: devices.get(member) ?? [] }));
};

type Opened = OpenedReport & { readonly content: ReportContent };

const byMessage = (reports: readonly Opened[]): ReadonlyMap<MessageId, readonly Opened[]> => {
  const grouped = new Map<MessageId, Opened[]>();
  for (const report of reports) {
    const group = grouped.get(report.content.message) ?? [];
    group.push(report);
    grouped.set(report.content.message, group);
  }
  return grouped;
};

const toCase = (message: MessageId, reports: readonly Opened[], flaggedBy: readonly OpId[]): Case | null => {
  const sorted = reports.toSorted((a, b) => a.at - b.at);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last) return null;
  const { channel, author, excerpt } = first.content;
  return {
    message,
    channel,
    author,
    excerpt,
    // A closed one is how a flag was closed; an open one is somebody's to be closed as any other.
    reports: sorted.filter(({ reason, resolved }) => reason !== 'rule' || resolved === null),
    flaggedBy,
    at: first.at,
    resolved: last.resolved,
  };
};

export const authorOf = ({ author }: MessageRow): MemberId =>
  author.kind === 'member' ? author.member : author.by;

const flagToCase = ({ message, rules }: FlaggedRow): Case => ({
  message: message.id,
  channel: message.channel,
  author: authorOf(message),
  excerpt: message.text,
  reports: [],
  flaggedBy: rules,
  at: message.at,
  resolved: null,
});

export type ReportCases = {
  /** What waits for a moderator, the longest waiting first. */
  open(): readonly Case[];
  /** What was closed, the latest first. */
  closed(most: number): readonly Case[];
  /** Open reports that this device has no key to. */
  countUnreadable(): number;
};

export const createReportCases = (core: CommunityCore): ReportCases => {
  const { governance, store, suite, community: id, device, self } = core;
  /** Each is opened once: what it says never changes. */
  const contents = new Map<OpId, ReportContent | null>();

  const contentOf = (report: Report): ReportContent | null => {
    const known = contents.get(report.op);
    if (known !== undefined) return known;
    const content = openReport(suite, { community: id, by: report.by }, report, device.agreement);
    contents.set(report.op, content);
    return content;
  };

  const opened = (): readonly Opened[] =>
    [...governance.current().reports.values()].flatMap((report) => {
      const content = contentOf(report);
      if (content === null) return [];
      const { op, by, at, resolved } = report;
      const { reason, note } = content;
      return [{ op, by, at, reason, note, resolved, content }];
    });

  const flaggedBut = (settled: ReadonlySet<MessageId>): Map<MessageId, FlaggedRow> => {
    const community = governance.current();
    const channels = [...community.channels.keys()].filter((channel) => moderates(community, self, channel));
    const flags = store.flagged(channels, flaggedKept).filter(({ message }) => !settled.has(message.id));
    return new Map(flags.map((flag) => [flag.message.id, flag]));
  };

  return {
    open() {
      const reports = opened();
      const settled = reports.filter(({ reason, resolved }) => reason === 'rule' && resolved !== null);
      const flags = flaggedBut(new Set(settled.map(({ content }) => content.message)));
      const cases: Case[] = [];
      for (const [message, group] of byMessage(reports.filter(({ resolved }) => resolved === null))) {
        const one = toCase(message, group, flags.get(message)?.rules ?? []);
        if (one !== null) cases.push(one);
        flags.delete(message);
      }
      return [...cases, ...[...flags.values()].map(flagToCase)].sort((a, b) => a.at - b.at);
    },
    closed(most) {
      const groups = byMessage(opened().filter(({ resolved }) => resolved !== null));
      const cases = [...groups].flatMap(([message, group]) => toCase(message, group, []) ?? []);
      return cases.sort((a, b) => (b.resolved?.at ?? 0) - (a.resolved?.at ?? 0)).slice(0, most);
    },
    countUnreadable: () =>
      [...governance.current().reports.values()].filter(
        (report) => report.resolved === null && contentOf(report) === null,
      ).length,
  };
};
