/**
 * What the timeline asks of governance, answered from the heads that the envelope cites, so that a
 * permission taken away later doesn't hide what was said before; only a removal's cut reaches back [T10, T11].
 */

import { unreachable } from '../../base/index.ts';
import {
  audienceOf,
  authorshipOf,
  bestEpoch,
  type Community,
  can,
  type NoAuthor,
  rulesOn,
  slowModeGapMs,
} from '../../governance/index.ts';
import {
  type ChannelId,
  channelStream,
  type DeviceId,
  type EnvelopeHash,
  type EpochId,
  type MemberId,
  type OperationOf,
  type Permission,
  type TimelineOp,
} from '../../model/index.ts';
import type { Authority, BarReason, Judgement, Restraint } from '../../timeline/index.ts';
import type { GovernanceState } from './governance-state.ts';

const permissionFor = (op: TimelineOp): Permission => {
  switch (op.type) {
    case 'posted':
      return op.thread === null ? 'sendMessages' : 'sendMessagesInThreads';
    case 'edited':
    case 'deleted':
    case 'anchored':
    case 'commentClosed':
      return 'viewChannel';
    case 'reacted':
      return 'addReactions';
    case 'imported':
      return 'importHistory';
    case 'threadNamed':
      return 'createPublicThreads';
    default:
      return unreachable(op);
  }
};

const barReasonOf = (reason: NoAuthor): BarReason | null => {
  switch (reason) {
    case 'after-removal':
      return 'removed';
    case 'purged':
    case 'reverted':
    case 'timed-out':
      return reason;
    case 'not-a-member':
      return null;
    default:
      return unreachable(reason);
  }
};

/** What holds a message to more than permissions; the first line is all that most communities pay. */
export const restraintOf = (
  community: Community,
  author: MemberId,
  channel: ChannelId,
  op: OperationOf<'posted'>,
  ms: number,
): Restraint | null => {
  const slow = (community.channels.get(channel)?.slowModeSeconds ?? 0) > 0;
  if (!slow && community.autoRules.size === 0) return null;
  const gapMs = slow ? slowModeGapMs(community, author, channel, ms) : 0;
  const { text, mentions } = op;
  const { hits, floods } = rulesOn(community, { author, channel, ms, text, mentions });
  return gapMs === 0 && hits.length === 0 && floods.length === 0 ? null : { rules: hits, gapMs, floods };
};

/** Whether a rule hides these words; who edits a message or names a thread with them changes nothing. */
export const hidesWords = (
  community: Community,
  author: MemberId,
  channel: ChannelId,
  text: string,
  ms: number,
): boolean =>
  community.autoRules.size > 0 &&
  rulesOn(community, { author, channel, ms, text, mentions: [] }).hits.some(
    ({ response }) => response === 'hide',
  );

const newWordsOf = (op: TimelineOp): string | null => {
  if (op.type === 'edited') return op.text;
  return op.type === 'threadNamed' ? op.name : null;
};

/** What one device's person may do in one channel, by the governance that an envelope of theirs cites. */
export type Standing = {
  readonly member: MemberId;
  readonly community: Community;
  readonly channel: ChannelId;
  /** The one epoch to write with, by what the writer had seen; null when there was none. */
  readonly epoch: EpochId | null;
  readonly allowed: Map<Permission, boolean>;
  /** Some answers hang on the moment: they aren't kept. */
  readonly timed: boolean;
};

/** Enough for every (heads, device, channel) in a batch; emptied whole when full. */
const standingsKept = 5_000;

/** Standings by heads, device and channel; `waiting`: what the envelope cites isn't here. */
export const createStandings = (governance: GovernanceState) => {
  const standings = new Map<string, Standing | 'waiting' | 'never'>();
  let revision = -1;

  const find = (
    cites: readonly EnvelopeHash[],
    device: DeviceId,
    channel: ChannelId,
  ): Standing | 'waiting' | 'never' => {
    const community = governance.at(cites);
    if (community === null) return 'waiting';
    const member = community.devices.get(device)?.member;
    if (member === undefined) return 'never';
    const timed = community.members.get(member)?.timeout !== null;
    const epoch = bestEpoch(community, audienceOf(community, channelStream(channel)))?.id ?? null;
    return { member, community, channel, epoch, allowed: new Map(), timed };
  };

  return (
    cites: readonly EnvelopeHash[],
    device: DeviceId,
    channel: ChannelId,
  ): Standing | 'waiting' | 'never' => {
    if (revision !== governance.revision() || standings.size > standingsKept) {
      standings.clear();
      revision = governance.revision();
    }
    const key = `${device}${channel}${cites.join('')}`;
    const known = standings.get(key);
    if (known !== undefined) return known;
    const standing = find(cites, device, channel);
    standings.set(key, standing);
    return standing;
  };
};

/** Whether somebody may do something in a place, as of `then`. */
export const mayIn = (standing: Standing, then: Community, permission: Permission, ms: number): boolean => {
  const kept = !standing.timed && then === standing.community;
  const known = kept ? standing.allowed.get(permission) : undefined;
  if (known !== undefined) return known;
  const answer = can(then, standing.member, permission, { channel: standing.channel }, ms);
  if (kept) standing.allowed.set(permission, answer);
  return answer;
};

const waiting: Judgement = { verdict: 'waiting' };
const never: Judgement = { verdict: 'never' };

export const createAuthority = (governance: GovernanceState): Authority => {
  const standingOf = createStandings(governance);

  return {
    judge({ op, stream, log, number, device, epoch, cites, ms }) {
      if (stream.kind !== 'channel') return never;
      const standing = standingOf(cites, device, stream.channel);
      if (standing === 'waiting') return waiting;
      if (standing === 'never' || standing.epoch !== epoch) return never;
      const written = { stream, log, number, device, ms };
      const authorship = authorshipOf(governance.current(), standing.community, written);
      if (!authorship.ok) {
        const reason = barReasonOf(authorship.error);
        if (reason === null || (op.type !== 'posted' && op.type !== 'imported')) return never;
        if (!mayIn(standing, standing.community, permissionFor(op), ms)) return never;
        return { verdict: 'barred', author: standing.member, reason };
      }
      const { author, state } = authorship.value;
      if (!mayIn(standing, state, permissionFor(op), ms)) return never;
      const words = newWordsOf(op);
      if (words !== null && hidesWords(state, author, stream.channel, words, ms)) return never;
      return {
        verdict: 'counts',
        author,
        manageMessages: mayIn(standing, state, 'manageMessages', ms),
        mentionEveryone: mayIn(standing, state, 'mentionEveryone', ms),
        editPages: mayIn(standing, state, 'editPages', ms),
        restraint: op.type === 'posted' ? restraintOf(state, author, stream.channel, op, ms) : null,
      };
    },
  };
};
