/**
 * A community under construction. Maps are copied on the first write after a snapshot, so that a
 * checkpoint costs only what changes after it, and a reader's `Community` never changes under it.
 */
import { type CommunityId, defaultPermissions } from '../model/index.ts';
import type { Community } from './types.ts';

type MapCell<K, V> = {
  read(): ReadonlyMap<K, V>;
  edit(): Map<K, V>;
  share(): ReadonlyMap<K, V>;
};
type ListCell<T> = { read(): readonly T[]; push(item: T): void; share(): readonly T[] };

const mapCell = <K, V>(start: ReadonlyMap<K, V>): MapCell<K, V> => {
  let shared = start;
  let own: Map<K, V> | null = null;
  return {
    read: () => own ?? shared,
    edit() {
      own ??= new Map(shared);
      return own;
    },
    share() {
      if (own !== null) shared = own;
      own = null;
      return shared;
    },
  };
};

const listCell = <T>(start: readonly T[]): ListCell<T> => {
  let shared = start;
  let own: T[] | null = null;
  return {
    read: () => own ?? shared,
    push(item) {
      own ??= [...shared];
      own.push(item);
    },
    share() {
      if (own !== null) shared = own;
      own = null;
      return shared;
    },
  };
};

export const emptyCommunity = (id: CommunityId): Community => ({
  id,
  founded: false,
  name: '',
  description: '',
  createdAt: 0,
  icon: null,
  picture: null,
  notifications: 'all',
  systemChannel: null,
  rules: null,
  owner: null,
  everyone: defaultPermissions,
  members: new Map(),
  devices: new Map(),
  roles: new Map(),
  categories: new Map(),
  channels: new Map(),
  invites: new Map(),
  applicants: new Map(),
  declined: new Map(),
  bans: new Map(),
  trashedCategories: new Map(),
  trashedChannels: new Map(),
  removals: new Map(),
  bindings: new Map(),
  reverts: new Map(),
  purges: new Map(),
  reports: new Map(),
  autoRules: new Map(),
  ownerSeenAt: 0,
  succession: null,
  successionVotes: new Map(),
  successions: [],
  epochs: [],
  sealings: new Map(),
  heads: [],
  refused: [],
});

/** What a draft replaces whole; the maps and lists beside it are edited in place. */
const scalarsOf = (community: Community) => {
  const { founded, name, description, createdAt, owner, everyone } = community;
  const { icon, picture, notifications, systemChannel, rules } = community;
  const { ownerSeenAt, succession, successionVotes } = community;
  return {
    founded,
    name,
    description,
    createdAt,
    icon,
    picture,
    notifications,
    systemChannel,
    rules,
    owner,
    everyone,
    ownerSeenAt,
    succession,
    successionVotes,
  };
};
type Scalars = ReturnType<typeof scalarsOf>;

export type Draft = ReturnType<typeof createDraft>;

export const createDraft = (start: Community) => {
  let endings = 0;
  for (const list of start.removals.values())
    for (const removal of list) if (removal.former !== null) endings++;
  for (const { removed } of start.devices.values()) if (removed !== null) endings++;
  const cells = {
    members: mapCell(start.members),
    devices: mapCell(start.devices),
    roles: mapCell(start.roles),
    categories: mapCell(start.categories),
    channels: mapCell(start.channels),
    invites: mapCell(start.invites),
    applicants: mapCell(start.applicants),
    declined: mapCell(start.declined),
    bans: mapCell(start.bans),
    trashedCategories: mapCell(start.trashedCategories),
    trashedChannels: mapCell(start.trashedChannels),
    removals: mapCell(start.removals),
    bindings: mapCell(start.bindings),
    reverts: mapCell(start.reverts),
    purges: mapCell(start.purges),
    reports: mapCell(start.reports),
    autoRules: mapCell(start.autoRules),
    successions: listCell(start.successions),
    epochs: listCell(start.epochs),
    sealings: mapCell(start.sealings),
    refused: listCell(start.refused),
  };
  /** The state so far, read in place: valid until the next write. */
  const live: Community = {
    id: start.id,
    heads: [],
    ...scalarsOf(start),
    get members() {
      return cells.members.read();
    },
    get devices() {
      return cells.devices.read();
    },
    get roles() {
      return cells.roles.read();
    },
    get categories() {
      return cells.categories.read();
    },
    get channels() {
      return cells.channels.read();
    },
    get invites() {
      return cells.invites.read();
    },
    get applicants() {
      return cells.applicants.read();
    },
    get declined() {
      return cells.declined.read();
    },
    get bans() {
      return cells.bans.read();
    },
    get trashedCategories() {
      return cells.trashedCategories.read();
    },
    get trashedChannels() {
      return cells.trashedChannels.read();
    },
    get removals() {
      return cells.removals.read();
    },
    get bindings() {
      return cells.bindings.read();
    },
    get reverts() {
      return cells.reverts.read();
    },
    get purges() {
      return cells.purges.read();
    },
    get reports() {
      return cells.reports.read();
    },
    get autoRules() {
      return cells.autoRules.read();
    },
    get successions() {
      return cells.successions.read();
    },
    get epochs() {
      return cells.epochs.read();
    },
    get sealings() {
      return cells.sealings.read();
    },
    get refused() {
      return cells.refused.read();
    },
  };
  return {
    live,
    ...cells,
    set(change: Partial<Scalars>): void {
      Object.assign(live, change);
    },
    /** How many memberships and devices have ended. */
    endings: (): number => endings,
    noteEnding(): void {
      endings++;
    },
    /** A community that no later write changes. */
    snapshot: (heads: Community['heads']): Community => ({
      id: start.id,
      ...scalarsOf(live),
      members: cells.members.share(),
      devices: cells.devices.share(),
      roles: cells.roles.share(),
      categories: cells.categories.share(),
      channels: cells.channels.share(),
      invites: cells.invites.share(),
      applicants: cells.applicants.share(),
      declined: cells.declined.share(),
      bans: cells.bans.share(),
      trashedCategories: cells.trashedCategories.share(),
      trashedChannels: cells.trashedChannels.share(),
      removals: cells.removals.share(),
      bindings: cells.bindings.share(),
      reverts: cells.reverts.share(),
      purges: cells.purges.share(),
      reports: cells.reports.share(),
      autoRules: cells.autoRules.share(),
      successions: cells.successions.share(),
      epochs: cells.epochs.share(),
      sealings: cells.sealings.share(),
      heads,
      refused: cells.refused.share(),
    }),
  };
};
