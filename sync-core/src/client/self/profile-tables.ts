/**
 * Settings, communities and epoch keys stand twice in the profile's file: in tables, from which the app reads,
 * and in the own document, by which they follow the person. Here both are written in one transaction, and the
 * tables are brought after what another device changed.
 */
import type { SelfKey, SetSelf } from '../../documents/index.ts';
import type { CommunityId } from '../../model/index.ts';
import { type Logger, StorageFailure } from '../../ports/index.ts';
import type { CommunityEntry, ProfileStore } from '../../storage/index.ts';
import { defaultSettings, parseSettings } from '../settings.ts';
import type { SelfReads, SelfState } from './self-state.ts';

/** Said before anybody chose: gives way to whatever a device says of it. */
const longAgo = 1;

/** A setting that was never touched is not said: a new device's defaults would undo the person's choices. */
const setSettings = (self: SelfReads, set: SetSelf, settings: object, at?: number): void => {
  for (const [name, value] of Object.entries(settings)) {
    const known = self.get({ kind: 'setting', name }) ?? Reflect.get(defaultSettings, name);
    if (value !== known) set({ kind: 'setting', name }, value, at);
  }
};

const setCommunity = (set: SetSelf, entry: CommunityEntry, at?: number): void => {
  const { community, genesisHash, accessSeed, name, joinedAt, relayUrls, order } = entry;
  set({ kind: 'community', community }, { genesisHash, accessSeed, name, joinedAt }, at);
  set({ kind: 'relays', community }, relayUrls, at);
  set({ kind: 'order', community }, order, at);
};

const takeCommunityAway = (self: SelfReads, set: SetSelf, community: CommunityId): void => {
  for (const kind of ['community', 'relays', 'order'] as const) set({ kind, community }, null);
  for (const key of self.keys('epochKey')) if (key.community === community) set(key, null);
};

/** `null` where it was taken away, or isn't all here. */
export const listedCommunity = (self: SelfReads, community: CommunityId): CommunityEntry | null => {
  const listed = self.get({ kind: 'community', community });
  return (
    listed && {
      ...listed,
      community,
      relayUrls: self.get({ kind: 'relays', community }) ?? [],
      order: self.get({ kind: 'order', community }) ?? 0,
    }
  );
};

/** Brings the tables after what changed on another device. Runs inside the transaction that stores it. */
export const projectProfile = (tables: ProfileStore, self: SelfReads, changed: readonly SelfKey[]): void => {
  const communities = new Set<CommunityId>();
  let settings = false;
  for (const key of changed) {
    if (key.kind === 'setting') settings = true;
    if (key.kind === 'community' || key.kind === 'relays' || key.kind === 'order')
      communities.add(key.community);
    if (key.kind === 'epochKey') {
      const epochKey = self.get(key);
      if (epochKey) tables.saveEpochKey(key.community, key.epoch, epochKey);
    }
  }
  if (settings) {
    const said = self.keys('setting').map((key) => [key.name, self.get(key)] as const);
    tables.saveSettings(parseSettings(Object.fromEntries(said)));
  }
  for (const community of communities) {
    const entry = listedCommunity(self, community);
    if (entry) tables.saveCommunity(entry);
    else if (self.timeOf({ kind: 'community', community }) !== null) tables.removeCommunity(community);
  }
};

/** What the tables of an older version hold, and the document doesn't speak of. */
export const adoptTables = (tables: ProfileStore, self: SelfState, logger: Logger): void => {
  try {
    adopt(tables, self);
  } catch (thrown) {
    if (!(thrown instanceof StorageFailure)) throw thrown;
    // It goes with the next change then.
    logger.warn('the own document could not be written', { reason: thrown.error.kind });
  }
};

const adopt = (tables: ProfileStore, self: SelfState): void => {
  const unsaid = (key: SelfKey): boolean => self.timeOf(key) === null;
  self.change((set) => {
    const settings = Object.entries(tables.settings(parseSettings));
    setSettings(
      self,
      set,
      Object.fromEntries(settings.filter(([name]) => unsaid({ kind: 'setting', name }))),
      longAgo,
    );
    for (const entry of tables.communities()) {
      const { community } = entry;
      if (unsaid({ kind: 'community', community })) setCommunity(set, entry, entry.joinedAt);
      for (const { epoch, key } of tables.epochKeys(community))
        if (unsaid({ kind: 'epochKey', community, epoch }))
          set({ kind: 'epochKey', community, epoch }, key, entry.joinedAt);
    }
  });
};

/** The profile's tables, of which every write that concerns other devices is also said in the document. */
export const followTables = (tables: ProfileStore, self: SelfState): ProfileStore => ({
  ...tables,
  saveSettings: (settings) =>
    self.change(
      (set) => setSettings(self, set, settings),
      () => tables.saveSettings(settings),
    ),
  saveCommunity: (entry) =>
    self.change(
      (set) => setCommunity(set, entry),
      () => tables.saveCommunity(entry),
    ),
  removeCommunity: (community) =>
    self.change(
      (set) => takeCommunityAway(self, set, community),
      () => tables.removeCommunity(community),
    ),
  saveEpochKey: (community, epoch, key) =>
    self.change(
      (set) => set({ kind: 'epochKey', community, epoch }, key),
      () => tables.saveEpochKey(community, epoch, key),
    ),
});
