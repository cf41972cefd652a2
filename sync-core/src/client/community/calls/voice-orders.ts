/**
 * What moderators ordered in calls: mute, deafen, move. Ephemeral, and yet not a matter of who heard it: each
 * order is signed by itself and repeated to whoever comes later; the latest of one kind for one person holds, as
 * long as its author may give it [T12].
 */
import { bytesToHex, encode } from '../../../base/index.ts';
import { isVoiceOrder, signVoiceOrder } from '../../../crypto/index.ts';
import { type Community, can } from '../../../governance/index.ts';
import { type ChannelId, limits, type MemberId, type Permission } from '../../../model/index.ts';
import { type SignedVoiceOrder, type VoiceOrder, voiceOrder } from '../../../protocol/index.ts';
import type { CommunityCore } from '../core.ts';

export const permissionOf = (order: VoiceOrder['order']): Permission => {
  switch (order.type) {
    case 'mute':
      return 'muteMembers';
    case 'deafen':
      return 'deafenMembers';
    case 'move':
      return 'moveMembers';
  }
};

export type VoiceOrders = {
  give(order: Pick<VoiceOrder, 'channel' | 'target' | 'order'>): SignedVoiceOrder;
  /** True when it is news and its author may give it. */
  heard(signed: SignedVoiceOrder): boolean;
  of(channel: ChannelId): readonly SignedVoiceOrder[];
  isMuted(channel: ChannelId, member: MemberId): boolean;
  isDeafened(channel: ChannelId, member: MemberId): boolean;
  /** Where somebody who has been in this call since then was sent to; undefined where they may stay. */
  movedTo(channel: ChannelId, member: MemberId, sinceMs: number): ChannelId | null | undefined;
};

export const createVoiceOrders = (core: CommunityCore): VoiceOrders => {
  const { suite, community, device, governance, clock } = core;
  /** By channel, person and kind. */
  const held = new Map<string, SignedVoiceOrder>();
  const keyOf = ({ channel, target, order }: Pick<VoiceOrder, 'channel' | 'target' | 'order'>): string =>
    `${channel} ${target} ${order.type}`;

  const holds = (state: Community, { device: from, order }: SignedVoiceOrder): boolean => {
    const author = governance.presentMember(from);
    return (
      author !== null &&
      order.at > clock.now() - limits.voiceOrderMs &&
      can(state, author, permissionOf(order.order), { channel: order.channel }, clock.now())
    );
  };

  const standing = (channel: ChannelId, member: MemberId, kind: VoiceOrder['order']['type']) => {
    const found = held.get(`${channel} ${member} ${kind}`);
    return found && holds(governance.current(), found) ? found.order : null;
  };

  const isOn = (channel: ChannelId, member: MemberId, kind: 'mute' | 'deafen'): boolean => {
    const found = standing(channel, member, kind)?.order;
    return found?.type === kind && found.on;
  };

  /** The oldest go first. */
  const put = (signed: SignedVoiceOrder): void => {
    const key = keyOf(signed.order);
    held.delete(key);
    held.set(key, signed);
    for (const oldest of held.keys()) {
      if (held.size <= limits.voiceOrdersKept) break;
      held.delete(oldest);
    }
  };

  const isLater = (one: SignedVoiceOrder, other: SignedVoiceOrder): boolean =>
    one.order.at !== other.order.at
      ? one.order.at > other.order.at
      : bytesToHex(one.signature) > bytesToHex(other.signature);

  return {
    give(wanted) {
      const known = held.get(keyOf(wanted));
      const order = { ...wanted, at: Math.max(clock.now(), (known?.order.at ?? 0) + 1) };
      const signature = signVoiceOrder(suite, community, encode(voiceOrder, order), device.signing.secretKey);
      const signed = { device: device.device, order, signature };
      put(signed);
      return signed;
    },
    heard(signed) {
      const { order } = signed;
      if (order.at > clock.now() + limits.clockDriftMs) return false;
      const known = held.get(keyOf(order));
      if (known && !isLater(signed, known)) return false;
      if (!holds(governance.current(), signed)) return false;
      if (!isVoiceOrder(suite, community, encode(voiceOrder, order), signed)) return false;
      put(signed);
      return true;
    },
    of: (channel) =>
      [...held.values()]
        .filter((signed) => signed.order.channel === channel && holds(governance.current(), signed))
        .slice(-limits.voiceOrdersSaid),
    isMuted: (channel, member) => isOn(channel, member, 'mute'),
    isDeafened: (channel, member) => isOn(channel, member, 'deafen'),
    movedTo(channel, member, sinceMs) {
      const found = standing(channel, member, 'move');
      return found?.order.type === 'move' && found.at >= sinceMs ? found.order.to : undefined;
    },
  };
};
