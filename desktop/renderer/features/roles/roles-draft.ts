/** The draft of the role editor over how the roles stand. Pure: what is shown, what differs, what is saved. */
import type { Permission, RoleEdit, RoleId, RoleSettingsView, RolesChange, RolesView } from '@maru/sync-core';
import type { RolesDraft } from '../../stores/permission-drafts.ts';

type Change = Omit<RoleEdit, 'role'>;

export const everyoneKey = 'everyone';

const sameSet = (a: readonly Permission[], b: readonly Permission[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Only what differs from how the role stands. */
const differing = (
  base: Pick<RoleSettingsView, keyof Change & keyof RoleSettingsView>,
  change: Change,
): Change => ({
  ...(change.name !== undefined && change.name !== base.name ? { name: change.name } : {}),
  ...(change.colour !== undefined && change.colour !== base.colour ? { colour: change.colour } : {}),
  ...(change.hoist !== undefined && change.hoist !== base.hoist ? { hoist: change.hoist } : {}),
  ...(change.mentionable !== undefined && change.mentionable !== base.mentionable
    ? { mentionable: change.mentionable }
    : {}),
  ...(change.permissions !== undefined && !sameSet(change.permissions, base.permissions)
    ? { permissions: change.permissions }
    : {}),
});

const isEmpty = (change: Change): boolean => Object.keys(change).length === 0;

/** The draft without what stands already, or is about a role that is gone. */
export const tidied = (view: RolesView, draft: RolesDraft): RolesDraft => {
  const edits: Record<string, Change> = {};
  for (const role of view.roles) {
    const change = differing(role, draft.edits[role.id] ?? {});
    if (!isEmpty(change)) edits[role.id] = change;
  }
  const everyone = draft.edits[everyoneKey]?.permissions;
  if (everyone !== undefined && !sameSet(everyone, view.everyone.permissions))
    edits[everyoneKey] = { permissions: everyone };
  const standing = view.roles.map(({ id }) => id);
  const known = (draft.order ?? []).filter((id) => standing.includes(id));
  // A role that came since the draft was begun keeps its place below those that it came below.
  const order = [...known, ...standing.filter((id) => !known.includes(id))];
  const moved = draft.order !== null && order.some((id, index) => id !== standing[index]);
  return { edits, order: moved ? order : null };
};

export const isUnchanged = (draft: RolesDraft): boolean =>
  draft.order === null && Object.keys(draft.edits).length === 0;

/** The roles as they would stand once the draft is saved. */
export const drafted = (view: RolesView, draft: RolesDraft): RolesView => {
  const rank = new Map((draft.order ?? view.roles.map(({ id }) => id)).map((id, index) => [id, index]));
  const roles = view.roles.map((role): RoleSettingsView => {
    const { name, colour, hoist, mentionable, permissions } = draft.edits[role.id] ?? {};
    return {
      ...role,
      name: name ?? role.name,
      colour: colour ?? role.colour,
      hoist: hoist ?? role.hoist,
      mentionable: mentionable ?? role.mentionable,
      permissions: permissions ?? role.permissions,
    };
  });
  return {
    ...view,
    roles: roles.sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0)),
    everyone: {
      ...view.everyone,
      permissions: draft.edits[everyoneKey]?.permissions ?? view.everyone.permissions,
    },
  };
};

export const withEdit = (draft: RolesDraft, role: string, change: Change): RolesDraft => ({
  ...draft,
  edits: { ...draft.edits, [role]: { ...draft.edits[role], ...change } },
});

/** Moves a role by one place among those that may be moved; null where it can't go. */
export const stepped = (
  roles: readonly RoleSettingsView[],
  id: RoleId,
  step: -1 | 1,
): readonly RoleId[] | null => {
  const at = roles.findIndex((role) => role.id === id);
  return placed(roles, id, at + step);
};

/** Puts a role at this place from the top; null where one can't put it there. */
export const placed = (
  roles: readonly RoleSettingsView[],
  id: RoleId,
  to: number,
): readonly RoleId[] | null => {
  const from = roles.findIndex((role) => role.id === id);
  const moved = roles[from];
  if (moved === undefined || moved.edit !== null || to === from || to < 0 || to >= roles.length) return null;
  // Every role passed has to be one's own to change: those above stay above.
  const passed = roles.slice(Math.min(from, to), Math.max(from, to) + 1);
  if (passed.some(({ edit }) => edit !== null)) return null;
  const order = roles.map((role) => role.id).filter((one) => one !== id);
  order.splice(to, 0, id);
  return order;
};

/** What is sent. */
export const draftToChange = (view: RolesView, draft: RolesDraft): RolesChange => ({
  order: draft.order,
  edits: [
    ...view.roles.flatMap((role) => {
      const change = draft.edits[role.id];
      return change === undefined ? [] : [{ role: role.id, ...change }];
    }),
    ...(draft.edits[everyoneKey] === undefined ? [] : [{ role: null, ...draft.edits[everyoneKey] }]),
  ],
});
