/**
 * What the timeline asks of governance, answered from the heads that the envelope cites, so that a
 * permission taken away later doesn't hide what was said before; only a removal's cut reaches back [T10, T11].
 */

import { unreachable } from '../../base/index.ts';
import { audienceOf, authorshipOf, bestEpoch, type Community, can } from '../../governance/index.ts';
import {
  type ChannelId,
  channelStream,
  type DeviceId,
  type EnvelopeHash,
  type EpochId,
  type MemberId,
  type Permission,
  type TimelineOp,
} from '../../model/index.ts';
import type { Authority, Judgement } from '../../timeline/index.ts';
import type { GovernanceState } from './governance-state.ts';

const permissionFor = (op: TimelineOp): Permission => {
  switch (op.type) {
    case 'posted':
      return op.thread === null ? 'sendMessages' : 'sendMessagesInThreads';
    case 'edited':
    case 'deleted':
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

type Standing = {
  readonly member: MemberId;
  readonly community: Community;
  readonly channel: ChannelId;
  /** The one epoch to write with, by what the writer had seen; null when there was none. */
  readonly epoch: EpochId | null;
  readonly allowed: Map<Permission, boolean>;
  /** Some answers hang on the moment: they aren't kept. */
  readonly timed: boolean;
};

const waiting: Judgement = { verdict: 'waiting' };
const never: Judgement = { verdict: 'never' };

/** Enough for every (heads, device, channel) in a batch; emptied whole when full. */
const standingsKept = 5_000;

export const createAuthority = (governance: GovernanceState): Authority => {
  const standings = new Map<string, Standing | 'waiting' | 'never'>();
  let revision = -1;

  const findStanding = (
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

  const may = (standing: Standing, then: Community, permission: Permission, ms: number): boolean => {
    const kept = !standing.timed && then === standing.community;
    const known = kept ? standing.allowed.get(permission) : undefined;
    if (known !== undefined) return known;
    const answer = can(then, standing.member, permission, { channel: standing.channel }, ms);
    if (kept) standing.allowed.set(permission, answer);
    return answer;
  };

  return {
    judge({ op, stream, log, number, device, epoch, cites, ms }) {
      if (stream.kind !== 'channel') return never;
      if (revision !== governance.revision() || standings.size > standingsKept) {
        standings.clear();
        revision = governance.revision();
      }
      const key = `${device}${stream.channel}${cites.join('')}`;
      let standing = standings.get(key);
      if (standing === undefined) {
        standing = findStanding(cites, device, stream.channel);
        standings.set(key, standing);
      }
      if (standing === 'waiting') return waiting;
      if (standing === 'never' || standing.epoch !== epoch) return never;
      const written = { stream, log, number, device, ms };
      const authorship = authorshipOf(governance.current(), standing.community, written);
      if (!authorship.ok) return never;
      const { author, state } = authorship.value;
      if (!may(standing, state, permissionFor(op), ms)) return never;
      return {
        verdict: 'counts',
        author,
        manageMessages: may(standing, state, 'manageMessages', ms),
        mentionEveryone: may(standing, state, 'mentionEveryone', ms),
      };
    },
  };
};
