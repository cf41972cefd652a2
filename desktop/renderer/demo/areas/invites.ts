/** The demo host's part on invites: the list, links, and communities that one is not in yet. */
import type {
  CommunityId,
  InviteId,
  InviteRow,
  InvitesView,
  MembershipView,
  RoleId,
  SidebarView,
} from '@maru/sync-core';
import type { DemoArea } from '../demo-area.ts';
import { author, memberId } from '../demo-data.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const inviteId = (index: number): InviteId => index.toString(16).padStart(64, '0') as InviteId;
const roleId = (index: number): RoleId => index.toString(16).padStart(32, '0') as RoleId;

const link = (index: number): string =>
  `https://relay.maru.example/#join=${'Qm4xT2pYbFZ3a0l0c0h6R2VqRnVEb0NhS25XaVJ5TXZB'.repeat(8)}${index}`;

const keeper = { id: roleId(901), name: '마루지기', colour: 'pine' } as const;
const gardener = { id: roleId(902), name: '정원 가꾸는 사람들', colour: 'moss' } as const;
const guest = { id: roleId(903), name: '손님', colour: null } as const;

const row = (index: number, by: number, change: Partial<InviteRow>): InviteRow => {
  const who = author(by);
  return {
    id: inviteId(index),
    by: { member: memberId(by), name: who.name, colour: who.colour },
    mine: by === 0,
    uses: 0,
    maxUses: null,
    expiresAt: null,
    roles: [],
    approval: false,
    state: 'open',
    waiting: 0,
    link: by === 0 ? link(index) : null,
    mayChange: true,
    ...change,
  };
};

const listOf = (now: number): InvitesView => ({
  all: true,
  refusal: null,
  roles: [
    { ...keeper, refusal: 'rank' },
    { ...gardener, refusal: null },
    { ...guest, refusal: null },
  ],
  invites: [
    row(1, 0, { uses: 4, expiresAt: now + 6 * day }),
    row(2, 1, { uses: 3, maxUses: 10, expiresAt: now + 5 * hour, roles: [gardener, guest] }),
    row(3, 0, { uses: 2, approval: true, waiting: 2, roles: [guest] }),
    row(4, 2, { uses: 12, state: 'paused', expiresAt: now + 2 * day }),
    row(5, 0, { uses: 1, link: null, expiresAt: now + 25 * minute }),
    row(6, 0, { uses: 5, maxUses: 5, state: 'used-up', link: null, expiresAt: now + day }),
    row(7, 3, { uses: 0, state: 'revoked' }),
    row(8, 4, { uses: 9, state: 'expired', expiresAt: now - 3 * day }),
  ],
});

/** Communities that one is not in, or not yet. */
export type OutsideScene =
  | 'removed'
  | 'pending'
  | 'refused'
  | 'paused'
  | 'waiting'
  | 'declined'
  | 'withdrawn'
  | 'first-look'
  | 'look-waiting';

export const outsideOf = (scene: string, now: number): MembershipView | null => {
  switch (scene) {
    case 'pending':
    case 'first-look':
      return { kind: 'pending' };
    case 'removed':
      return {
        kind: 'removed',
        banned: true,
        by: '김지우',
        reason: '광고 링크를 세 채널에 되풀이해서 올렸어요. 두 번 알렸지만 멈추지 않았어요.',
      };
    case 'refused':
      return { kind: 'refused', reason: 'used-up' };
    case 'paused':
      return { kind: 'refused', reason: 'paused' };
    case 'waiting':
    case 'look-waiting':
      return { kind: 'waiting', name: '하늘', since: now - 12 * minute };
    case 'declined':
      return {
        kind: 'declined',
        by: '이도윤',
        reason: '누구신지 몰라서요. 어느 모임에서 오셨는지 알려 주시면 다시 볼게요.',
        at: now - 3 * minute,
        askAgainAt: now + 7 * minute,
      };
    case 'withdrawn':
      return { kind: 'withdrawn', askAgainAt: now - minute };
    default:
      return null;
  }
};

type Places = Pick<SidebarView, 'categories' | 'channels'>;

/** The places that are seen in a scene: of a first look none is one's own, and outside there are none. */
export const placesOf = (
  scene: string,
  now: number,
  { categories, channels }: Places,
): Places & Pick<SidebarView, 'firstLook'> => {
  if (outsideOf(scene, now) === null) return { categories, channels, firstLook: null };
  if (scene !== 'first-look' && scene !== 'look-waiting')
    return { categories: [], channels: [], firstLook: null };
  return {
    categories: categories.map((category) => ({ ...category, mayManage: false })),
    channels: channels.map((channel) => ({
      ...channel,
      unread: false,
      mentions: 0,
      hasDraft: false,
      mayManage: false,
      sendRefusal: { kind: 'no-permission' },
      threadRefusal: { kind: 'no-permission' },
    })),
    firstLook: { at: now - 8 * minute, members: 1_284 },
  };
};

export const createInvitesDemo = (now: number, changed: (community: CommunityId) => void): DemoArea => {
  let view = listOf(now);
  const change = (
    { community, invite }: { community: CommunityId; invite: InviteId },
    to: Partial<InviteRow>,
  ): Record<string, never> => {
    view = { ...view, invites: view.invites.map((one) => (one.id === invite ? { ...one, ...to } : one)) };
    changed(community);
    return {};
  };
  return {
    queries: { invites: () => view },
    commands: {
      createInvite({ community, maxAgeMs, maxUses, roles = [], approval = false }) {
        const index = 100 + view.invites.length;
        const made = row(index, 0, {
          expiresAt: maxAgeMs === null ? null : now + maxAgeMs,
          maxUses,
          approval,
          roles: view.roles.filter(({ id }) => roles.includes(id)),
        });
        view = { ...view, invites: [made, ...view.invites] };
        changed(community);
        return { id: made.id, link: link(index), expiresAt: made.expiresAt, maxUses };
      },
      pauseInvite: ({ paused, ...of }) => change(of, { state: paused ? 'paused' : 'open' }),
      revokeInvite: (of) => change(of, { state: 'revoked', link: null }),
      withdrawRequest: () => ({}),
      askAgain: () => ({}),
    },
  };
};
