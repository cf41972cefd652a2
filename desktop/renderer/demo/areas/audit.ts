/** The demo host's part on what was done and why it counts, and the community as of a moment. */
import type {
  AccountChange,
  AccountKind,
  ActRefusal,
  AuditEntryView,
  AuditFilterInput,
  AuditReasonView,
  GroundView,
  Named,
  OpId,
  OverturnedView,
  PastView,
} from '@maru/sync-core';
import { isInviteId, isOpId } from '@maru/sync-core';
import { askedFor, type DemoArea } from '../demo-area.ts';
import { categories, channels, memberId, members, messageId, people, roles } from '../demo-data.ts';

const minute = 60_000;
const hour = 60 * minute;

const opId = (seed: number): OpId => {
  const id: string = messageId(9_000 + seed);
  if (!isOpId(id)) throw new Error('bug: demo operation');
  return id;
};
const invite = (): Named => {
  const id: string = memberId(500);
  if (!isInviteId(id)) throw new Error('bug: demo invite');
  return { kind: 'invite', id, by: people[1] ?? '' };
};
const person = (index: number): Named => ({
  kind: 'member',
  id: memberId(index),
  name: people[index] ?? '',
});
const channel = (index: number): Named => {
  const one = channels(0)[index];
  if (one === undefined) throw new Error('bug: demo channel');
  return { kind: 'channel', id: one.id, name: one.name };
};
const role = (id: keyof typeof roles, name: string): Named => ({ kind: 'role', id: roles[id], name });

type Told = {
  readonly kind: AccountKind;
  readonly by: number | null;
  readonly targets?: readonly Named[];
  readonly changes?: readonly AccountChange[];
  readonly reason?: string;
  readonly refusal?: ActRefusal;
  readonly datedBack?: boolean;
};

const refused = (reason: ActRefusal['reason'], permission: ActRefusal['permission'] = null): ActRefusal => ({
  reason,
  permission,
});

const told: readonly Told[] = [
  {
    kind: 'channelEdited',
    by: 1,
    targets: [channel(1)],
    changes: [
      { field: 'name', from: { kind: 'text', text: '잡담' }, to: { kind: 'text', text: '모두의-마루' } },
      { field: 'slowMode', from: { kind: 'number', number: 0 }, to: { kind: 'number', number: 30 } },
    ],
  },
  {
    kind: 'banned',
    by: 4,
    targets: [person(11)],
    reason: '여러 채널에 같은 광고를 거듭 올렸어요.',
    refusal: refused('missing-permission', 'banMembers'),
  },
  {
    kind: 'roleEdited',
    by: 0,
    targets: [role('host', '이달의 진행')],
    changes: [
      {
        field: 'given',
        from: null,
        to: { kind: 'permissions', permissions: ['manageMessages', 'pinMessages'] },
      },
      { field: 'taken', from: null, to: { kind: 'permissions', permissions: ['mentionEveryone'] } },
    ],
  },
  { kind: 'joined', by: 6, targets: [person(6), invite()] },
  {
    kind: 'roleGranted',
    by: 7,
    targets: [person(7), role('keeper', '마루지기')],
    refusal: refused('after-removal'),
    datedBack: true,
  },
  { kind: 'kicked', by: 1, targets: [person(7)], reason: '' },
  {
    kind: 'overwriteSet',
    by: 0,
    targets: [channel(2), { kind: 'everyone', id: roles.newcomer }],
    changes: [{ field: 'denied', from: null, to: { kind: 'permissions', permissions: ['viewChannel'] } }],
  },
  {
    kind: 'joined',
    by: null,
    targets: [{ kind: 'member', id: memberId(3), name: '' }],
    refusal: refused('bad-certificate'),
  },
  { kind: 'inviteCreated', by: 1, targets: [invite()] },
  { kind: 'keyOpened', by: 2 },
  { kind: 'profileEdited', by: 17, targets: [person(17)] },
  { kind: 'founded', by: 0, changes: [] },
];

/** Enough that the list scrolls. */
const rounds = 12;
const history = (now: number): readonly AuditEntryView[] =>
  Array.from({ length: rounds * told.length }, (_, index): AuditEntryView => {
    const one = told[index % told.length];
    if (one === undefined) throw new Error('bug: demo act');
    return {
      op: opId(index),
      kind: one.kind,
      author: {
        member: one.by === null ? null : memberId(one.by),
        name: one.by === null ? '' : (people[one.by] ?? ''),
      },
      targets: one.targets ?? [],
      reason: one.reason ?? '',
      changes: one.changes ?? [],
      at: now - index * 7 * hour - 12 * minute,
      datedBack: one.datedBack ?? false,
      refusal: one.refusal ?? null,
    };
  });

const suits = (entry: AuditEntryView, filter: AuditFilterInput): boolean =>
  (filter.by === null || entry.author.member === filter.by) &&
  (filter.kinds.length === 0 || filter.kinds.includes(entry.kind)) &&
  (filter.target === null || entry.targets.some(({ id }) => id === filter.target)) &&
  (filter.fromMs === null || entry.at >= filter.fromMs) &&
  (filter.untilMs === null || entry.at <= filter.untilMs) &&
  (filter.counts === null || (entry.refusal === null) === filter.counts);

const grounds = (entry: AuditEntryView): readonly GroundView[] => {
  if (entry.kind === 'joined') return [{ kind: 'admission' }];
  if (entry.author.member === memberId(0)) return [{ kind: 'owner' }];
  const [target] = entry.targets;
  return [
    {
      kind: 'permission',
      permission: 'manageChannels',
      place: null,
      steps: [
        { cause: { kind: 'everyone' }, effect: 'deny', held: false },
        { cause: { kind: 'role', role: '마루지기' }, effect: 'allow', held: true },
      ],
    },
    ...(target?.kind === 'member' ? [{ kind: 'above-member', target } as const] : []),
  ];
};

const reasonOf = (all: readonly AuditEntryView[], op: OpId): AuditReasonView | null => {
  const index = all.findIndex((entry) => entry.op === op);
  const entry = all[index];
  if (entry === undefined) return null;
  const seen = all.slice(index + 1, index + 3);
  return {
    entry,
    grounds: entry.refusal === null ? grounds(entry) : [],
    seen,
    seenAt: seen[0]?.at ?? null,
    cause: entry.refusal?.reason === 'after-removal' ? (all[index + 1] ?? null) : null,
  };
};

const past = (now: number, all: readonly AuditEntryView[], step: number): PastView => {
  const last = all[all.length - step] ?? null;
  const view = members();
  return {
    at: last?.at ?? now,
    first: all.at(-1)?.at ?? now,
    founded: true,
    step,
    steps: all.length,
    last,
    name: '우리 동네 책모임',
    description: '매달 한 권, 천천히 읽어요.',
    owner: memberId(0),
    groups: [
      { category: null, channels: [] },
      ...categories().map(({ id, name }) => ({
        category: { id, name, archived: false },
        channels: channels(0)
          .filter(({ category }) => category === id)
          .map((one, index) => ({
            id: one.id,
            kind: one.kind,
            name: one.name,
            topic: one.topic,
            archived: index === 2,
            private: index === 1,
          })),
      })),
    ].filter(({ channels: shown }) => shown.length > 0),
    roles: view.roles.map(({ id, name, colour }, index) => ({
      id,
      name,
      colour,
      permissions:
        index === 0 ? ['manageChannels', 'manageRoles', 'kickMembers', 'banMembers'] : ['pinMessages'],
      members: index + 2,
    })),
    everyone: ['viewChannel', 'sendMessages', 'readHistory', 'addReactions'],
    members: view.members.map(({ member, name, colour, roles: held }) => ({
      id: member,
      name,
      colour,
      roles: held,
    })),
  };
};

const overturnedIn = (all: readonly AuditEntryView[]): readonly OverturnedView[] =>
  all
    .filter(({ refusal }) => refusal?.reason === 'missing-permission')
    .slice(0, 2)
    .map((entry) => ({
      entry: { ...entry, author: { member: memberId(0), name: people[0] ?? '' } },
      mine: true,
      cause: all[0] ?? null,
      noticedAt: entry.at,
    }));

export const createAuditDemo = (now: number): DemoArea => {
  const all = history(now);
  const overturns = askedFor('scene') === 'overturned';
  let overturned = overturns ? overturnedIn(all) : [];
  return {
    queries: {
      audit({ filter, before, limit }) {
        const found = all.filter((entry) => suits(entry, filter));
        const from = before === null ? 0 : found.findIndex(({ op }) => op === before) + 1;
        return {
          entries: found.slice(from, from + limit),
          total: found.length,
          hasMore: found.length > from + limit,
          rejected:
            before === null
              ? [
                  {
                    author: { member: memberId(6), name: people[6] ?? '' },
                    channel: '모두의-마루',
                    what: 'others',
                    count: 2,
                  },
                ]
              : [],
          forks:
            before === null
              ? [{ author: { member: memberId(9), name: people[9] ?? '' }, channel: null }]
              : [],
        };
      },
      auditReason: ({ op }) => reasonOf(all, op) ?? { kind: 'not-found' },
      auditNames: () => ({
        people: people.map((name, index) => ({ id: memberId(index), name, gone: index === 7 })),
        things: [1, 2, 3].map((index) => ({ named: channel(index), gone: false })),
      }),
      overturned: () => overturned,
      past: ({ moment }) =>
        past(now, all, moment.kind === 'step' ? moment.step : all.filter(({ at }) => at <= moment.ms).length),
      pastViewers: ({ channel: id }) => ({
        channel: channels(0).find((one) => one.id === id)?.name ?? '',
        members: people.length,
        viewers: people.slice(0, 5).map((name, index) => ({ id: memberId(index), name, colour: 'jade' })),
      }),
    },
    commands: {
      dismissOverturned() {
        overturned = [];
        return {};
      },
    },
  };
};
