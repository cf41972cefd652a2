/**
 * One installation of Maru: a profile and the communities it is in. Everything is answered from the
 * files; the network is only ever waited for by the links themselves [P17].
 */
import { err, ok, type Result } from '../base/index.ts';
import { guardianCodesToSeed, type InviteTicket, isSoundTicket, linkToTicket } from '../crypto/index.ts';
import { type ChannelId, type CommunityId, governanceStream } from '../model/index.ts';
import { type StorageError, StorageFailure } from '../ports/index.ts';
import { type CommunityEntry, createProfileStore } from '../storage/index.ts';
import { type AttentionSettings, createAttentionSettings } from './attention/attention-settings.ts';
import { inBackground } from './background.ts';
import { createLine } from './calls/line.ts';
import { missedCallsView, ringingView } from './calls/line-views.ts';
import { closeDatabase } from './close-database.ts';
import { createPaces } from './community/announce.ts';
import { communityFile, type OpenCommunity, openCommunity } from './community/open-community.ts';
import type { ClientDeps } from './deps.ts';
import { createPerson, type DevicesClient } from './devices/create-person.ts';
import { type ClientError, notFound, type Outcome, storageFailed } from './errors.ts';
import { type ClientEventName, type ClientEvents, createEmitter } from './events.ts';
import { draftCommunity, foundCommunity } from './found-community.ts';
import { loadProfiles, type ProfileName } from './profile.ts';
import type { MissedCallsView, RingingView } from './ringing-views.ts';
import { adoptTables, followTables, projectProfile } from './self/profile-tables.ts';
import { createSelfMerged } from './self/self-merged.ts';
import { createSelfState, type SelfCarrier } from './self/self-state.ts';
import { parseSettings } from './settings.ts';
import type { CommunitySummary, InvitePreview, ProfileView, SettingsView } from './views.ts';

export type Client = {
  profile(): ProfileView | null;
  createProfile(profile: ProfileName): Promise<Outcome<{ readonly phrase: string }>>;
  /** `relayUrl`: where the person's devices meet, if not at the default relay. An empty name waits for theirs. */
  restoreProfile(
    phrase: string,
    profile: ProfileName,
    relayUrl?: string | null,
  ): Promise<Outcome<Record<string, never>>>;
  /** The same with the codes of enough guardians in place of the phrase. */
  restoreFromGuardians(
    codes: string,
    profile: ProfileName,
    relayUrl?: string | null,
  ): Promise<Outcome<Record<string, never>>>;
  /** Goes on as the person whose key the `SecretStore` still has, though the profile's file is new. */
  resumeProfile(profile: ProfileName): Promise<Outcome<Record<string, never>>>;
  /** Changes the name everywhere: here, and in each community one is a member of. */
  editProfile(profile: ProfileName): Promise<Outcome<Record<string, never>>>;
  recoveryPhrase(): string | null;
  confirmRecovery(phrase: string): Promise<Outcome<Record<string, never>>>;
  settings(): SettingsView;
  saveSettings(
    patch: { readonly [K in keyof SettingsView]?: SettingsView[K] | undefined },
  ): Promise<Outcome<Record<string, never>>>;
  communities(): readonly CommunitySummary[];
  /** An open community, or `null` for one that this person is not in. */
  community(id: CommunityId): OpenCommunity | null;
  createCommunity(
    name: string,
  ): Promise<Outcome<{ readonly community: CommunityId; readonly channel: ChannelId }>>;
  joinCommunity(link: string): Promise<Outcome<{ readonly community: CommunityId }>>;
  previewInvite(link: string): Outcome<InvitePreview>;
  /** Takes a community that one is no member of off the list. Its file is set aside, not deleted. */
  removeCommunity(id: CommunityId): Promise<Outcome<Record<string, never>>>;
  setPresence(presence: 'online' | 'away'): void;
  /** The person's own document, for whatever carries it to their other devices. */
  readonly self: SelfCarrier;
  /** The person's devices, linking and finding them again. */
  readonly devices: DevicesClient;
  /** What rings here, and is rung from here. */
  ringing(): RingingView;
  missedCalls(): readonly MissedCallsView[];
  /** Levels, mutes and do-not-disturb. */
  readonly attention: AttentionSettings;
  /** Connects at once everywhere instead of waiting for the backoff. */
  reconnect(): void;
  listen<K extends ClientEventName>(name: K, listener: (detail: ClientEvents[K]) => void): () => void;
  close(): Promise<void>;
};

/** What the list shows of a community whose file could not be opened. */
const unopenedSummary = (entry: CommunityEntry, error: StorageError): CommunitySummary => ({
  id: entry.community,
  name: entry.name,
  description: '',
  icon: null,
  unread: false,
  muted: false,
  mentions: 0,
  connection: {
    status: 'offline',
    since: null,
    missing: 0,
    total: 0,
    unsent: 0,
    directPeers: 0,
    problem: null,
    relayUrl: entry.relayUrls[0] ?? '',
  },
  membership: { kind: 'unopened', error },
});

const profileFile = 'profile.sqlite';
const noProfile = err<ClientError>({ kind: 'no-profile' });

/** Opens the profile and all its communities. `Err` when the profile's own file can't be used. */
export const createClient = async (deps: ClientDeps): Promise<Result<Client, StorageError>> => {
  const { suite, clock, driver, logger } = deps;
  const opened = await driver.open(profileFile);
  if (!opened.ok) return opened;
  const database = opened.value;
  const created = createProfileStore(database);
  if (!created.ok) {
    database.close();
    return created;
  }
  const tables = created.value;
  const emitter = createEmitter();
  const people = await loadProfiles(deps, tables).catch((thrown: unknown) => {
    // Without its secrets; whoever brings them opens the file again.
    database.close();
    throw thrown;
  });
  const open = new Map<CommunityId, OpenCommunity>();
  /** Communities on the list whose files could not be opened. */
  const unopened = new Map<CommunityId, StorageError>();
  const self = createSelfState({
    ...deps,
    store: tables,
    persist: () => database.persist(),
    project: (state, changed) => projectProfile(tables, state, changed),
    merged: async (changed) => {
      await selfMerged(changed);
      person.merged(changed);
    },
  });
  adoptTables(tables, self, logger);
  const profiles = followTables(tables, self);
  const paces = createPaces();
  const line = createLine();

  const openEntry = async (entry: CommunityEntry): Promise<Result<OpenCommunity, StorageError>> => {
    const identity = people.identity();
    if (identity === null) throw new Error('bug: a community without a profile');
    const result = await openCommunity({
      client: deps,
      profiles,
      self,
      paces,
      line,
      identity,
      entry,
      emit: emitter.emit,
    });
    if (result.ok) {
      open.set(entry.community, result.value);
      unopened.delete(entry.community);
    } else logger.warn('a community’s file could not be opened', { reason: result.error.kind });
    return result;
  };

  /** Brings what is open after what another device changed. */
  const selfMerged = createSelfMerged({
    self,
    open,
    openEntry: async (entry) => {
      if (people.identity() === null) return;
      const opened = await openEntry(entry);
      if (!opened.ok) unopened.set(entry.community, opened.error);
    },
    async close(id) {
      unopened.delete(id);
      await closeAndSetAside(id);
    },
    emit: emitter.emit,
  });

  if (people.identity() !== null)
    for (const entry of profiles.communities()) {
      const opened = await openEntry(entry);
      if (!opened.ok) unopened.set(entry.community, opened.error);
    }

  const summaryOf = (entry: CommunityEntry): readonly CommunitySummary[] => {
    const community = open.get(entry.community);
    if (community) return [community.queries.summary()];
    const error = unopened.get(entry.community);
    return error ? [unopenedSummary(entry, error)] : [];
  };

  const closeAndSetAside = async (id: CommunityId): Promise<void> => {
    const community = open.get(id);
    open.delete(id);
    await community?.close();
    emitter.emit('communitiesChanged', {});
    try {
      await driver.setAside(communityFile(id));
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown;
      // Left where it is it does no harm: a later invite finds it again.
      logger.warn('a removed community’s file was not set aside', { reason: thrown.error.kind });
    }
  };

  /** Profile writes outside a commit: still durable before they are answered. */
  const saved = async <T>(task: () => Promise<Outcome<T>> | Outcome<T>): Promise<Outcome<T>> => {
    try {
      const outcome = await task();
      await database.persist();
      return outcome;
    } catch (thrown) {
      if (thrown instanceof StorageFailure) return storageFailed(thrown.error);
      throw thrown;
    }
  };

  const attention = createAttentionSettings({
    self,
    clock,
    emit: emitter.emit,
    saved,
    communities: () => open.keys(),
  });

  const person = createPerson({
    client: deps,
    tables,
    self,
    people,
    open,
    communities: () => profiles.communities().flatMap(summaryOf),
    emit: emitter.emit,
    take: (gift) => {
      person.chooseRelay(gift.relayUrl);
      return arrived('restored', () =>
        people.receive(gift.recoverySeed, { name: '', colour: 'pine' }, gift.recoveryConfirmed),
      );
    },
  });
  const endLooking = emitter.listen('governanceChanged', () => person.look());

  /** There is a person here now, who wasn't before. */
  const arrived = async <T>(
    came: 'new' | 'restored',
    task: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const made = await saved(task);
    if (!made.ok) return made;
    emitter.emit('profileChanged', {});
    await person.start(came);
    return made;
  };
  if (people.identity() !== null) inBackground(logger, person.start('again'));

  const readTicket = (link: string): Outcome<InviteTicket> => {
    const ticket = linkToTicket(link, clock.now());
    if (!ticket.ok) return err({ kind: 'invalid-link', reason: ticket.error.kind });
    return isSoundTicket(suite, ticket.value) ? ticket : err({ kind: 'invalid-link', reason: 'malformed' });
  };

  return ok<Client>({
    profile: people.view,
    createProfile: (profile) => arrived('new', () => people.create(profile)),
    restoreProfile(phrase, profile, relayUrl) {
      if (relayUrl) person.chooseRelay(relayUrl);
      return arrived('restored', () => people.restore(phrase, profile));
    },
    async restoreFromGuardians(codes, profile, relayUrl) {
      const seed = await guardianCodesToSeed(suite, codes);
      if (!seed.ok) return err({ kind: 'invalid-codes', problem: seed.error });
      if (relayUrl) person.chooseRelay(relayUrl);
      return arrived('restored', () => people.receive(seed.value, profile, false));
    },
    resumeProfile: (profile) => arrived('new', () => people.resume(profile)),
    editProfile: (profile) =>
      saved(async () => {
        const edited = people.edit(profile);
        if (!edited.ok) return edited;
        person.named();
        emitter.emit('profileChanged', {});
        for (const community of open.values()) {
          if (community.queries.membership().kind !== 'member') continue;
          const told = await community.commands.editProfile(profile);
          if (!told.ok) return told;
        }
        return edited;
      }),
    recoveryPhrase: () => (person.devices.own().isRemoved ? null : people.phrase()),
    confirmRecovery: (phrase) =>
      saved(() => {
        const confirmed = people.confirmRecovery(phrase);
        if (confirmed.ok) emitter.emit('profileChanged', {});
        return confirmed;
      }),
    settings: () => profiles.settings(parseSettings),
    saveSettings: (patch) =>
      saved(() => {
        const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
        profiles.saveSettings(parseSettings({ ...profiles.settings(parseSettings), ...given }));
        emitter.emit('settingsChanged', {});
        return ok({});
      }),
    communities: () => profiles.communities().flatMap(summaryOf),
    community: (id) => open.get(id) ?? null,
    createCommunity: (name) =>
      saved(async () => {
        const identity = people.identity();
        if (identity === null) return noProfile;
        const draft = draftCommunity(deps, profiles, identity, name);
        const result = await openEntry(draft.entry);
        if (!result.ok) {
          profiles.removeCommunity(draft.entry.community);
          return storageFailed(result.error);
        }
        const founded = await foundCommunity(deps, identity, draft, result.value);
        if (founded.ok) {
          result.value.engine.appended(governanceStream, result.value.writer.log());
          emitter.emit('communitiesChanged', {});
        }
        return founded;
      }),
    joinCommunity: (link) =>
      saved(async () => {
        if (people.identity() === null) return noProfile;
        const ticket = readTicket(link);
        if (!ticket.ok) return ticket;
        const { community, accessSeed, genesisHash, epoch, epochKey, earlier, relayUrl, name } = ticket.value;
        const known = open.get(community);
        if (known) {
          if (known.queries.membership().kind === 'member') return ok({ community });
          const taken = await known.takeInvite(ticket.value);
          if (!taken.ok) return taken;
          // Whoever made this link reached others through this relay.
          known.setRelay(relayUrl);
          known.engine.retryNow();
          return ok({ community });
        }
        for (const { epoch: id, key } of [...earlier, { epoch, key: epochKey }])
          profiles.saveEpochKey(community, id, key);
        const entry = {
          community,
          accessSeed,
          genesisHash,
          relayUrls: [relayUrl],
          name,
          joinedAt: clock.now(),
          order: profiles.communities().length,
        };
        const result = await openEntry(entry);
        if (!result.ok) return storageFailed(result.error);
        const taken = await result.value.takeInvite(ticket.value);
        if (!taken.ok) {
          open.delete(community);
          await result.value.close();
          return taken;
        }
        // Last: a crash leaves the community off the list, never on it without the invite to join with.
        profiles.saveCommunity(entry);
        emitter.emit('communitiesChanged', {});
        return ok({ community });
      }),
    previewInvite(link) {
      const ticket = readTicket(link);
      if (!ticket.ok) return ticket;
      const { community, name, relayUrl } = ticket.value;
      return ok({
        community,
        name,
        relayUrl,
        alreadyMember: open.get(community)?.queries.membership().kind === 'member',
      });
    },
    removeCommunity: (id) =>
      saved(async () => {
        const community = open.get(id);
        if (!community && !unopened.has(id)) return notFound;
        if (community?.queries.membership().kind === 'member') return err({ kind: 'still-member' });
        profiles.removeCommunity(id);
        unopened.delete(id);
        await closeAndSetAside(id);
        return ok({});
      }),
    self: self.carrier,
    devices: person.devices,
    ringing: () => ringingView(line, open),
    missedCalls: () => missedCallsView(self, open),
    attention: attention.settings,
    setPresence(presence) {
      for (const community of open.values()) community.room.setPresence(presence);
    },
    reconnect() {
      for (const community of open.values()) community.engine.retryNow();
      person.retryNow();
    },
    listen: emitter.listen,
    async close() {
      attention.stop();
      endLooking();
      for (const community of open.values()) await community.close();
      await person.stop();
      open.clear();
      deps.sandbox?.close();
      await closeDatabase(database);
    },
  });
};
