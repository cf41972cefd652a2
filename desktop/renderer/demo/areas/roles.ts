/** The demo host's part on roles, overwrites, and what a change of them would do. */
import {
  type DryRunView,
  defaultPermissions,
  type ExplanationView,
  type OverwriteView,
  type Permission,
  type PlacePermissionsView,
  permissionNames,
  permissionsToNames,
  type RoleSettingsView,
  type RolesView,
} from '@maru/sync-core';
import type { DemoArea } from '../demo-area.ts';
import { categories, channelId, channels, memberId, members, people, roles } from '../demo-data.ts';

const everyone = permissionsToNames(defaultPermissions);

/** The own person stands below the keeper and doesn't hold what only keepers do. */
const held = permissionNames.filter(
  (name) => !['administrator', 'banMembers', 'manageCommunity', 'viewAuditLog'].includes(name),
);

const allowed: Record<string, readonly Permission[]> = {
  [roles.keeper]: ['administrator'],
  [roles.host]: ['manageMessages', 'pinMessages', 'manageThreads', 'moderateMembers', 'kickMembers'],
  [roles.newcomer]: [],
  [roles.longNamed]: ['createPolls', 'attachFiles'],
};

const standing = (): readonly RoleSettingsView[] => {
  const all = members();
  return all.roles.map((role) => ({
    ...role,
    permissions: allowed[role.id] ?? [],
    members: all.members
      .filter(
        (one) => one.roles.includes(role.id) || (role.id === roles.newcomer && one.presence === 'offline'),
      )
      .map(({ member }) => member),
    edit: role.id === roles.keeper ? 'rank' : null,
    give: role.id === roles.keeper ? 'rank' : null,
  }));
};

const grave: DryRunView = {
  refusal: null,
  grave: true,
  effects: [
    {
      gained: [],
      lost: ['sendMessages', 'attachFiles', 'embedLinks'],
      members: 12,
      names: [people[2] ?? '', people[3] ?? '', people[5] ?? ''],
      everywhere: true,
      channels: [],
      hidden: 0,
    },
    {
      gained: ['manageMessages', 'pinMessages'],
      lost: [],
      members: 2,
      names: [people[3] ?? '', people[5] ?? ''],
      everywhere: false,
      channels: channels(200)
        .slice(1, 6)
        .map(({ id, name }) => ({ id, name })),
      hidden: 1,
    },
    {
      gained: [],
      lost: ['viewChannel'],
      members: 1,
      names: [people[11] ?? ''],
      everywhere: false,
      channels: channels(200)
        .slice(6, 7)
        .map(({ id, name }) => ({ id, name })),
      hidden: 0,
    },
  ],
};

const overwrites: readonly OverwriteView[] = [
  { target: { kind: 'everyone' }, allow: [], deny: ['viewChannel', 'createPolls'], edit: null },
  { target: { kind: 'role', id: roles.keeper }, allow: ['viewChannel'], deny: [], edit: 'rank' },
  { target: { kind: 'role', id: roles.host }, allow: ['viewChannel', 'pinMessages'], deny: [], edit: null },
  { target: { kind: 'member', id: memberId(11) }, allow: ['viewChannel'], deny: ['attachFiles'], edit: null },
];

const explanation: ExplanationView = {
  held: false,
  steps: [
    { cause: { kind: 'everyone' }, effect: 'allow', held: true },
    { cause: { kind: 'role', role: '모임장' }, effect: 'allow', held: true },
    {
      cause: { kind: 'overwrite', level: 'category', place: '모이기', target: { kind: 'everyone' } },
      effect: 'deny',
      held: false,
    },
    {
      cause: {
        kind: 'overwrite',
        level: 'channel',
        place: '장소와-시간',
        target: { kind: 'role', name: '모임장' },
      },
      effect: 'allow',
      held: true,
    },
    { cause: { kind: 'timed-out', until: Date.UTC(2030, 10, 3, 9) }, effect: 'deny', held: false },
  ],
};

export const createRolesDemo = (_now: number): DemoArea => {
  let saved = standing();
  const view = (): RolesView => ({
    roles: saved,
    everyone: { permissions: everyone, edit: null },
    held,
    create: null,
    lockedMembers: [memberId(1)],
  });
  const placeView = (of: 'channel' | 'category'): PlacePermissionsView => ({
    name: of === 'channel' ? '장소와-시간' : '모이기',
    category: of === 'channel' ? { id: categories()[1]?.id ?? ('' as never), name: '모이기' } : null,
    outOfStep: of === 'channel',
    strays: of === 'channel' ? [] : [{ id: channelId(205), name: '장소와-시간' }],
    private: of === 'channel',
    overwrites: of === 'channel' ? overwrites : overwrites.slice(0, 1).map((one) => ({ ...one, deny: [] })),
    held,
    edit: null,
    lockedRoles: [roles.keeper],
    lockedMembers: [memberId(1)],
  });
  return {
    queries: {
      roles: view,
      placePermissions: ({ place }) => placeView('channel' in place ? 'channel' : 'category'),
      dryRun: () => grave,
      asRoles: () => ({
        channels: channels(200)
          .slice(0, 5)
          .map(({ id }) => id),
        writable: [channelId(201), channelId(203)],
        permissions: everyone,
      }),
      explain: () => explanation,
      waitingForKey: ({ channel }) => ({ count: channel === channelId(202) ? 3 : 0 }),
    },
    commands: {
      saveRoles: ({ change }) => {
        saved = saved.map((role) => {
          const edit = change.edits.find((one) => one.role === role.id);
          return {
            ...role,
            name: edit?.name ?? role.name,
            colour: edit?.colour ?? role.colour,
            permissions: edit?.permissions ?? role.permissions,
          };
        });
        const { order } = change;
        if (order) saved = [...saved].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
        return {};
      },
    },
  };
};
