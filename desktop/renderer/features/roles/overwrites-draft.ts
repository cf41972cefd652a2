/** The draft of a place's overwrites over how they stand. Pure. */
import type {
  OverwriteEdit,
  OverwriteTarget,
  OverwriteView,
  Permission,
  PlacePermissionsView,
} from '@maru/sync-core';
import type { OverwritesDraft } from '../../stores/permission-drafts.ts';

/** What an overwrite says of a permission. */
export type Stand = 'allow' | 'inherit' | 'deny';

export const targetKey = (target: OverwriteTarget): string =>
  target.kind === 'everyone' ? 'everyone' : `${target.kind}:${target.id}`;

const same = (a: readonly Permission[], b: readonly Permission[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

const standing = (view: PlacePermissionsView, key: string): OverwriteView | undefined =>
  view.overwrites.find(({ target }) => targetKey(target) === key);

/** The draft without what stands already. One that was added and says nothing yet stays. */
export const tidiedOverwrites = (view: PlacePermissionsView, draft: OverwritesDraft): OverwritesDraft =>
  Object.fromEntries(
    Object.entries(draft).filter(([key, { allow, deny }]) => {
      const known = standing(view, key);
      return known === undefined || !same(known.allow, allow) || !same(known.deny, deny);
    }),
  );

/** What would be written: an overwrite that was added and says nothing is none. */
export const overwritesToSave = (
  view: PlacePermissionsView,
  draft: OverwritesDraft,
): readonly OverwriteEdit[] =>
  Object.entries(draft).flatMap(([key, edit]) =>
    standing(view, key) === undefined && edit.allow.length === 0 && edit.deny.length === 0 ? [] : [edit],
  );

/** The overwrites as they would stand: those that were added last. */
export const draftedOverwrites = (
  view: PlacePermissionsView,
  draft: OverwritesDraft,
): readonly OverwriteView[] => {
  const known = view.overwrites.map((one) => {
    const edit = draft[targetKey(one.target)];
    return edit === undefined ? one : { ...one, ...edit };
  });
  const added = Object.entries(draft).flatMap(([key, edit]) =>
    standing(view, key) === undefined ? [{ ...edit, edit: null }] : [],
  );
  return [...known, ...added];
};

export const standOf = (
  { allow, deny }: Pick<OverwriteView, 'allow' | 'deny'>,
  permission: Permission,
): Stand => (allow.includes(permission) ? 'allow' : deny.includes(permission) ? 'deny' : 'inherit');

export const withStand = (
  draft: OverwritesDraft,
  { target, allow, deny }: OverwriteView,
  permission: Permission,
  stand: Stand,
): OverwritesDraft => {
  const without = (list: readonly Permission[]) => list.filter((one) => one !== permission);
  return {
    ...draft,
    [targetKey(target)]: {
      target,
      allow: stand === 'allow' ? [...without(allow), permission] : without(allow),
      deny: stand === 'deny' ? [...without(deny), permission] : without(deny),
    },
  };
};

/** With nothing said of it, an overwrite is gone. */
export const withoutOverwrite = (
  draft: OverwritesDraft,
  view: PlacePermissionsView,
  target: OverwriteTarget,
): OverwritesDraft => {
  const key = targetKey(target);
  if (standing(view, key) !== undefined) return { ...draft, [key]: { target, allow: [], deny: [] } };
  return Object.fromEntries(Object.entries(draft).filter(([one]) => one !== key));
};
