/** The profile file: who the person is on this installation and which communities they are in. */
import { ok, type Result } from '../base/index.ts';
import {
  type CommunityId,
  type EpochId,
  idToBytes,
  type PaletteColour,
  paletteColours,
} from '../model/index.ts';
import type { SqliteDatabase, SqlRow, StorageError } from '../ports/index.ts';
import { migrate, profileMigrations, profileSchema } from './migrations/index.ts';
import { blob, id, int, str } from './rows.ts';

export type ProfileRow = {
  /** Names the identity seed in the `SecretStore`; the seed itself is never in this file. */
  readonly identityRef: string;
  readonly deviceRef: string;
  readonly name: string;
  readonly colour: PaletteColour;
  readonly recoveryConfirmed: boolean;
};

export type CommunityEntry = {
  readonly community: CommunityId;
  readonly accessSeed: Uint8Array;
  readonly genesisHash: Uint8Array;
  readonly relayUrls: readonly string[];
  /** The name last known, to show before the community's file is open. */
  readonly name: string;
  readonly joinedAt: number;
  /** Place in the rail, ascending. */
  readonly order: number;
};

export type ProfileStore = {
  profile(): ProfileRow | null;
  saveProfile(profile: ProfileRow): void;
  /** Parsed by `parse`, which gets undefined when nothing or unreadable JSON is stored. */
  settings<T>(parse: (stored: unknown) => T): T;
  saveSettings(settings: object): void;
  communities(): readonly CommunityEntry[];
  saveCommunity(entry: CommunityEntry): void;
  removeCommunity(community: CommunityId): void;
  epochKeys(community: CommunityId): readonly { readonly epoch: EpochId; readonly key: Uint8Array }[];
  saveEpochKey(community: CommunityId, epoch: EpochId, key: Uint8Array): void;
  /** What is kept of the person's own document. */
  selfUpdates(): readonly SelfUpdateRow[];
  addSelfUpdate(data: Uint8Array): SelfUpdateRow['id'];
  /** Puts one in the place of these, which it holds all of; others stay. */
  replaceSelfUpdates(ids: readonly SelfUpdateRow['id'][], data: Uint8Array): SelfUpdateRow['id'];
  /** All writes of `task` in one transaction. */
  together(task: () => void): void;
};

export type SelfUpdateRow = { readonly id: number; readonly data: Uint8Array };

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    // Unreadable settings are the defaults again; nothing else depends on them.
    return undefined;
  }
};

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const rowToEntry = (row: SqlRow): CommunityEntry => {
  const urls = parseJson(str(row, 'relay_urls'));
  return {
    community: id(row, 'key'),
    accessSeed: blob(row, 'access_seed'),
    genesisHash: blob(row, 'genesis_hash'),
    relayUrls: isStrings(urls) ? urls : [],
    name: str(row, 'name'),
    joinedAt: int(row, 'joined_at'),
    order: int(row, 'place'),
  };
};

/** Migrates the profile file and opens it. Fails like `createCommunityStore`. */
export const createProfileStore = (db: SqliteDatabase): Result<ProfileStore, StorageError> => {
  const migrated = migrate(db, profileMigrations, profileSchema);
  if (!migrated.ok) return migrated;
  const addSelfUpdate = (data: Uint8Array): number =>
    db.write((writer) => {
      writer.run('INSERT INTO self_update (data) VALUES (?)', [data]);
      return int(writer.get('SELECT last_insert_rowid() AS id') ?? {}, 'id');
    });
  const store: ProfileStore = {
    addSelfUpdate,
    selfUpdates: () =>
      db.read((reader) =>
        reader
          .all('SELECT id, data FROM self_update ORDER BY id')
          .map((row) => ({ id: int(row, 'id'), data: blob(row, 'data') })),
      ),
    replaceSelfUpdates: (ids, data) =>
      db.write((writer) => {
        const added = addSelfUpdate(data);
        for (const id of ids) writer.run('DELETE FROM self_update WHERE id = ?', [id]);
        return added;
      }),
    together: (task) => db.write(() => task()),
    profile: () =>
      db.read<ProfileRow | null>((reader) => {
        const row = reader.get('SELECT * FROM profile');
        if (!row) return null;
        const colour = paletteColours.find((known) => known === row['colour']) ?? paletteColours[0];
        return {
          identityRef: str(row, 'identity_ref'),
          deviceRef: str(row, 'device_ref'),
          name: str(row, 'name'),
          colour,
          recoveryConfirmed: int(row, 'recovery_confirmed') === 1,
        };
      }),
    saveProfile: (profile) =>
      db.write((writer) => {
        writer.run(
          `INSERT OR REPLACE INTO profile (id, identity_ref, device_ref, name, colour, recovery_confirmed)
           VALUES (1, ?, ?, ?, ?, ?)`,
          [
            profile.identityRef,
            profile.deviceRef,
            profile.name,
            profile.colour,
            profile.recoveryConfirmed ? 1 : 0,
          ],
        );
      }),
    settings(parse) {
      const json = db.read((reader) => {
        const row = reader.get('SELECT json FROM settings');
        return row ? str(row, 'json') : null;
      });
      return parse(json === null ? undefined : parseJson(json));
    },
    saveSettings: (settings) =>
      db.write((writer) => {
        writer.run('INSERT OR REPLACE INTO settings (id, json) VALUES (1, ?)', [JSON.stringify(settings)]);
      }),
    communities: () =>
      db.read((reader) =>
        reader.all('SELECT * FROM community ORDER BY place, joined_at, key').map(rowToEntry),
      ),
    saveCommunity: (entry) =>
      db.write((writer) => {
        writer.run(
          `INSERT OR REPLACE INTO community (key, access_seed, genesis_hash, relay_urls, name, joined_at, place)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          [
            idToBytes(entry.community),
            entry.accessSeed,
            entry.genesisHash,
            JSON.stringify(entry.relayUrls),
            entry.name,
            entry.joinedAt,
            entry.order,
          ],
        );
      }),
    removeCommunity: (community) =>
      db.write((writer) => {
        writer.run('DELETE FROM community WHERE key = ?', [idToBytes(community)]);
        writer.run('DELETE FROM epoch_key WHERE community = ?', [idToBytes(community)]);
      }),
    epochKeys: (community) =>
      db.read((reader) =>
        reader
          .all('SELECT epoch, key FROM epoch_key WHERE community = ? ORDER BY epoch', [idToBytes(community)])
          .map((row) => ({ epoch: id<EpochId>(row, 'epoch'), key: blob(row, 'key') })),
      ),
    saveEpochKey: (community, epoch, key) =>
      db.write((writer) => {
        writer.run('INSERT OR REPLACE INTO epoch_key (community, epoch, key) VALUES (?, ?, ?)', [
          idToBytes(community),
          idToBytes(epoch),
          key,
        ]);
      }),
  };
  return ok(store);
};
