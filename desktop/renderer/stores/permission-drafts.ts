/**
 * Edits of roles and overwrites that aren't saved yet. They outlive the page they were made on, so that leaving it
 * to look something up loses nothing; they are gone with the app, as nobody else knows of them.
 */
import type { OverwriteEdit, RoleEdit, RoleId } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What differs from how things stand: by role (`everyone` for all), and the order where that differs. */
export type RolesDraft = {
  readonly edits: { readonly [role: string]: Omit<RoleEdit, 'role'> };
  readonly order: readonly RoleId[] | null;
};
/** By `everyone`, `role:<id>` or `member:<id>`. */
export type OverwritesDraft = { readonly [target: string]: OverwriteEdit };

export type PermissionDrafts = {
  readonly store: StoreApi<{
    readonly roles: { readonly [community: string]: RolesDraft };
    readonly places: { readonly [place: string]: OverwritesDraft };
  }>;
  saveRoles(community: string, draft: RolesDraft): void;
  saveOverwrites(place: string, draft: OverwritesDraft): void;
};

export const noRolesDraft: RolesDraft = { edits: {}, order: null };
export const noOverwritesDraft: OverwritesDraft = {};

export const createPermissionDrafts = (): PermissionDrafts => {
  const store = createStore<ReturnType<PermissionDrafts['store']['getState']>>(() => ({
    roles: {},
    places: {},
  }));
  return {
    store,
    saveRoles: (community, draft) =>
      store.setState(({ roles }) => ({ roles: { ...roles, [community]: draft } })),
    saveOverwrites: (place, draft) =>
      store.setState(({ places }) => ({ places: { ...places, [place]: draft } })),
  };
};
