/** The demo host's part on members: nicknames, roles, timeouts, removals, applicants. */
import type { ApplicantView, BanView, MembersView, PersonView, RevertView } from '@maru/sync-core';
import { isOpId } from '@maru/sync-core';
import { askedFor, type DemoArea } from '../demo-area.ts';
import { memberId, members, messageId, people, roles } from '../demo-data.ts';

const hour = 3_600_000;

const opId = (seed: number) => {
  const id: string = messageId(seed);
  if (!isOpId(id)) throw new Error('bug: demo operation');
  return id;
};

const nothing = {
  call: null,
  nickname: null,
  timeOut: null,
  liftTimeout: null,
  kick: null,
  ban: null,
  liftBan: 'not-banned',
  revert: null,
  leave: null,
} as const satisfies PersonView['actions'];

/** One's own, the owner's, those of one who stands higher, and the rest. */
const actionsOn = (index: number): PersonView['actions'] => {
  const all = (reason: 'owner-protected' | 'rank') => ({
    ...nothing,
    nickname: reason === 'rank' ? reason : ('rank' as const),
    timeOut: reason,
    kick: reason,
    ban: reason,
    revert: reason,
  });
  if (index === 1) return all('owner-protected');
  return index === 3 ? all('rank') : nothing;
};

const person = (index: number): PersonView | null => {
  const view = members();
  const found = view.members[index];
  if (!found) return null;
  const { member, name, colour, me, joinedAt, presence, timeout } = found;
  const held = view.roles.filter(({ id }) => found.roles.includes(id));
  return {
    member,
    name,
    colour,
    me,
    presence,
    timeout,
    owner: view.owner === member,
    standing: 'member',
    joinedAt,
    roles: held.map((role) => ({ ...role, take: role.id === roles.keeper ? 'rank' : null })),
    otherRoles: view.roles
      .filter(({ id }) => !found.roles.includes(id))
      .map((role) => ({ ...role, give: role.id === roles.keeper ? 'rank' : null })),
    actions: actionsOn(index),
  };
};

const applicants = (now: number): readonly ApplicantView[] => [
  {
    member: memberId(60),
    name: '나무그늘',
    colour: 'moss',
    request: opId(60),
    at: now - 26 * 60_000,
    invitedBy: people[3] ?? null,
    roles: [],
    returning: false,
    approve: null,
    decline: null,
  },
  {
    member: memberId(61),
    name: '책을좋아하는아주긴이름의사람입니다',
    colour: 'plum',
    request: opId(61),
    at: now - 3 * hour,
    invitedBy: people[11] ?? null,
    roles: [{ id: roles.host, name: '모임장' }],
    returning: true,
    approve: 'banned',
    decline: null,
  },
];

const bans = (now: number): readonly BanView[] => [
  {
    member: memberId(70),
    name: 'free_coins_4u',
    colour: 'amber',
    by: people[1] ?? '',
    at: now - 2 * hour,
    reason: '광고 링크를 세 채널에 되풀이해서 올렸어요. 두 번 알렸지만 멈추지 않았어요.',
    hiddenSince: now - 26 * hour,
    lift: null,
    purge: null,
  },
  {
    member: memberId(71),
    name: 'Old Acquaintance',
    colour: 'sky',
    by: people[5] ?? '',
    at: now - 80 * 24 * hour,
    reason: '',
    hiddenSince: null,
    lift: null,
    purge: null,
  },
];

const reverts = (now: number): readonly RevertView[] => [
  {
    op: opId(80),
    by: people[1] ?? '',
    at: now - 5 * hour,
    since: now - 6 * hour,
    reason: '여럿이 한꺼번에 들어와 채널 이름을 바꿨어요',
    members: [
      { member: memberId(72), name: 'raider one', colour: 'rose' },
      { member: memberId(73), name: 'raider two', colour: 'clay' },
    ],
    undone: null,
    undo: null,
  },
];

/** As many as the page's address asks for: `?members=5000`. */
const crowd = (): MembersView => {
  const view = members();
  const wanted = Number(askedFor('members') ?? 0);
  const more = Array.from({ length: Math.max(0, wanted - view.members.length) }, (_, index) => {
    const like = view.members[(index % (view.members.length - 2)) + 2];
    return like
      ? [{ ...like, member: memberId(1_000 + index), name: `${like.name} ${index + 1}`, timeout: null }]
      : [];
  });
  return { ...view, members: [...view.members, ...more.flat()] };
};

export const createPeopleDemo = (now: number): DemoArea => ({
  queries: {
    person: ({ member }) =>
      person(members().members.findIndex((one) => one.member === member)) ?? { kind: 'not-found' },
    members: crowd,
    applicants: () => applicants(now),
    bans: () => bans(now),
    reverts: () => reverts(now),
    revertPreview: ({ members: whom, since }) => ({
      acts: since === 0 ? 7 : 2,
      messages: whom.length * (since === 0 ? 120 : 14),
      refusal: null,
    }),
  },
  commands: {},
});
