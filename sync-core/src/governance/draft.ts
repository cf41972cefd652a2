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
  owner: null,
  everyone: defaultPermissions,
  members: new Map(),
  devices: new Map(),
  roles: new Map(),
  categories: new Map(),
  channels: new Map(),
  invites: new Map(),
  bans: new Map(),
  removals: new Map(),
  epochs: [],
  heads: [],
  refused: [],
});

type Scalars = Pick<Community, 'founded' | 'name' | 'description' | 'createdAt' | 'owner' | 'everyone'>;

export type Draft = ReturnType<typeof createDraft>;

export const createDraft = (start: Community) => {
  let scalars: Scalars = start;
  let endedMemberships = 0;
  for (const list of start.removals.values())
    for (const removal of list) if (removal.former !== null) endedMemberships++;
  const cells = {
    members: mapCell(start.members),
    devices: mapCell(start.devices),
    roles: mapCell(start.roles),
    categories: mapCell(start.categories),
    channels: mapCell(start.channels),
    invites: mapCell(start.invites),
    bans: mapCell(start.bans),
    removals: mapCell(start.removals),
    epochs: listCell(start.epochs),
    refused: listCell(start.refused),
  };
  /** The state so far, read in place: valid until the next write. */
  const live: Community = {
    id: start.id,
    heads: [],
    get founded() {
      return scalars.founded;
    },
    get name() {
      return scalars.name;
    },
    get description() {
      return scalars.description;
    },
    get createdAt() {
      return scalars.createdAt;
    },
    get owner() {
      return scalars.owner;
    },
    get everyone() {
      return scalars.everyone;
    },
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
    get bans() {
      return cells.bans.read();
    },
    get removals() {
      return cells.removals.read();
    },
    get epochs() {
      return cells.epochs.read();
    },
    get refused() {
      return cells.refused.read();
    },
  };
  return {
    live,
    ...cells,
    set(change: Partial<Scalars>): void {
      scalars = { ...scalars, ...change };
    },
    endedMemberships: (): number => endedMemberships,
    noteEndedMembership(): void {
      endedMemberships++;
    },
    /** A community that no later write changes. */
    snapshot: (heads: Community['heads']): Community => ({
      id: start.id,
      founded: scalars.founded,
      name: scalars.name,
      description: scalars.description,
      createdAt: scalars.createdAt,
      owner: scalars.owner,
      everyone: scalars.everyone,
      members: cells.members.share(),
      devices: cells.devices.share(),
      roles: cells.roles.share(),
      categories: cells.categories.share(),
      channels: cells.channels.share(),
      invites: cells.invites.share(),
      bans: cells.bans.share(),
      removals: cells.removals.share(),
      epochs: cells.epochs.share(),
      heads,
      refused: cells.refused.share(),
    }),
  };
};
