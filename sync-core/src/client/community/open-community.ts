/** One open community: its file, governance, keys, links and live room, put together. */
import { err, ok, type Result } from '../../base/index.ts';
import {
  createKeyring,
  deviceKeys,
  type InviteTicket,
  type KeyPair,
  keyToMemberId,
} from '../../crypto/index.ts';
import type { SelfKey } from '../../documents/index.ts';
import type { CommunityId, PaletteColour, Stream } from '../../model/index.ts';
import { type SqliteDatabase, type StorageError, StorageFailure } from '../../ports/index.ts';
import { type CommunityEntry, createCommunityStore, type ProfileStore } from '../../storage/index.ts';
import { createEngine, type Engine } from '../../sync/index.ts';
import { inBackground } from '../background.ts';
import { createLine, type Line } from '../calls/line.ts';
import { closeDatabase } from '../close-database.ts';
import { createCommitter } from '../committer.ts';
import type { ClientDeps } from '../deps.ts';
import { type Outcome, storageFailed } from '../errors.ts';
import type { EventSink } from '../events.ts';
import type { SelfState } from '../self/self-state.ts';
import { parseSettings } from '../settings.ts';
import { createAnnouncer, createPaces, type Paces } from './announce.ts';
import { type CommunityAttention, createCommunityAttention } from './attention.ts';
import { type AuditCommands, createAuditCommands } from './audit-commands.ts';
import { type AuditQueries, createAuditQueries } from './audit-queries.ts';
import { createAuthority } from './authority.ts';
import { createCallRoster } from './calls/call-roster.ts';
import { type Calls, createCalls } from './calls/calls.ts';
import { createRinging } from './calls/ringing.ts';
import { type Changes, noChanges } from './changes.ts';
import { type CommunityCommands, createCommands } from './commands.ts';
import type { CommunityCore } from './core.ts';
import { createDeviceCommands, type DeviceCommands } from './device-commands.ts';
import { createDirectLinks, type DirectLinks } from './direct-links.ts';
import { createDocuments, type Documents } from './documents/documents.ts';
import { createFirstLook } from './first-look.ts';
import { createGovernanceState } from './governance-state.ts';
import { createInbound, governanceEnvelopes, type Inbound, openContent } from './inbound.ts';
import { createInviteCommands, type InviteCommands } from './invite-commands.ts';
import { createInviteQueries, type InviteQueries } from './invite-queries.ts';
import { createJoiner, heldInvite } from './join.ts';
import { createKeyCare } from './key-care.ts';
import { createKeyRequests } from './key-requests.ts';
import { createKeys } from './keys.ts';
import { createLiveRoom, type LiveRoom } from './live-room.ts';
import { createMadeInvites } from './made-invites.ts';
import { createMemberCommands, type MemberCommands } from './member-commands.ts';
import { createModerationCommands, type ModerationCommands } from './moderation-commands.ts';
import { createModerationQueries, type ModerationQueries } from './moderation-queries.ts';
import { createOfficeCommands, type OfficeCommands } from './office-commands.ts';
import { createOverturnedNotices } from './overturned-notices.ts';
import { createOwnerSign } from './owner-sign.ts';
import { createPastQueries, type PastQueries } from './past-queries.ts';
import { createPeopleCommands, type PeopleCommands } from './people-commands.ts';
import { createPeopleQueries, type PeopleQueries } from './people-queries.ts';
import { createPersonal } from './personal.ts';
import { createPublisher } from './publish.ts';
import { type CommunityQueries, createQueries } from './queries.ts';
import { createReplica } from './replica.ts';
import { createReportCases } from './report-cases.ts';
import { createRoleCommands, type RoleCommands } from './role-commands.ts';
import { createRoleQueries, type RoleQueries } from './role-queries.ts';
import { createSight } from './sight.ts';
import { createSnapshotKeeper } from './snapshot-keeper.ts';
import { createStructureCommands, type StructureCommands } from './structure-commands.ts';
import { createStructureQueries, type StructureQueries } from './structure-queries.ts';
import { createUpkeep } from './upkeep.ts';
import { createWriter, type Writer } from './writer.ts';

export type OpenCommunity = {
  readonly id: CommunityId;
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly commands: CommunityCommands &
    AuditCommands &
    StructureCommands &
    OfficeCommands &
    MemberCommands &
    DeviceCommands &
    PeopleCommands &
    RoleCommands &
    ModerationCommands &
    InviteCommands;
  readonly queries: CommunityQueries &
    AuditQueries &
    PastQueries &
    StructureQueries &
    RoleQueries &
    ModerationQueries &
    PeopleQueries &
    InviteQueries;
  readonly room: LiveRoom;
  readonly direct: DirectLinks;
  readonly calls: Calls;
  readonly documents: Documents;
  readonly attention: Pick<CommunityAttention, 'view'>;
  readonly engine: Engine;
  /** Joins by this invite as soon as governance is here, in place of one that was tried before. */
  takeInvite(
    ticket: Pick<InviteTicket, 'inviteSeed' | 'inviter' | 'epoch' | 'epochKey' | 'earlier'>,
  ): Promise<Outcome<Record<string, never>>>;
  setRelay(url: string): void;
  /** Takes what the own document brought from another device. */
  selfChanged(keys: readonly SelfKey[]): Promise<void>;
  /** The channel on screen is caught up first. */
  show(stream: Stream): void;
  close(): Promise<void>;
};

export type Identity = {
  readonly keys: KeyPair;
  readonly deviceSeed: Uint8Array;
  readonly profile: () => { readonly name: string; readonly colour: PaletteColour };
};

export type OpenCommunityDeps = {
  readonly client: ClientDeps;
  readonly profiles: ProfileStore;
  readonly self: SelfState;
  /** Shared by all communities, so that they don't call all at once. */
  readonly paces?: Paces;
  readonly line?: Line;
  readonly identity: Identity;
  readonly entry: CommunityEntry;
  readonly emit: EventSink;
  /** Told of each commit once it is durable. */
  readonly committed?: (changes: Changes) => void;
};

export const communityFile = (community: CommunityId): string => `${community}.sqlite`;

/** A large batch is history: who wrote it isn't typing now. */
const typistsCleared = 20;

/** Opens a community's file and all that works on it. `Err`: what the disk did; the file is closed again. */
export const openCommunity = async (
  deps: OpenCommunityDeps,
): Promise<Result<OpenCommunity, StorageError>> => {
  const opened = await deps.client.driver.open(communityFile(deps.entry.community));
  if (!opened.ok) return opened;
  try {
    const composed = compose(deps, opened.value);
    if (!composed.ok) opened.value.close();
    return composed;
  } catch (thrown) {
    opened.value.close();
    if (thrown instanceof StorageFailure) return err(thrown.error);
    throw thrown;
  }
};

const compose = (deps: OpenCommunityDeps, database: SqliteDatabase): Result<OpenCommunity, StorageError> => {
  const { client, profiles, identity, entry, emit } = deps;
  const { suite, clock, random, driver, connector, logger } = client;
  const { community, genesisHash, accessSeed } = entry;
  const device = deviceKeys(suite, identity.deviceSeed, community);
  const self = keyToMemberId(identity.keys.publicKey);

  const governance = createGovernanceState(suite, { id: community, genesisHash });
  const created = createCommunityStore(database, {
    community,
    suite,
    clock,
    authority: createAuthority(governance),
    sight: createSight(governance, self),
    self: { member: self, device: device.device },
  });
  if (!created.ok) return created;
  const store = created.value;

  const invite = () => heldInvite(suite, store);
  const keys = createKeys({
    suite,
    keyring: createKeyring(profiles.epochKeys(community)),
    readers: () => [device.agreement, ...[invite()?.agreement].filter((pair) => pair !== undefined)],
    save: (epoch, key) => profiles.saveEpochKey(community, epoch, key),
  });
  const reload = () => governance.reload(governanceEnvelopes({ store, keys, suite }));
  reload();
  store.takeUp(({ envelope }) => openContent({ suite, keys }, envelope));

  const committer = createCommitter({
    database,
    clock,
    windowMs: driver.commitWindowMs,
    onRollback: ({ kind }) => {
      reload();
      emit('storageFailed', { kind });
    },
    onUnsaved: ({ kind }) => emit('storageFailed', { kind }),
  });
  const core: CommunityCore = {
    community,
    genesisHash,
    self,
    device,
    suite,
    clock,
    logger,
    database,
    store,
    governance,
    keys,
    committer,
    automerge: client.automerge ?? null,
  };
  const writer = createWriter(core);
  // A crash may have taken back what peers were sent: nothing else may be written in its place [S4].
  if (driver.durableAt === 'persist') writer.startIncarnation();
  const overturned = createOverturnedNotices(core);
  const inbound = createInbound(core, writer, overturned);

  let relayUrl = entry.relayUrls[0] ?? client.defaultRelayUrl;
  let visible: Stream | null = null;
  let onlineSince: number | null = null;
  let ownPresence: 'online' | 'away' = 'online';
  let wasLive = false;
  let closed = false;

  const attention = createCommunityAttention(core, deps.self);
  const announce = createAnnouncer({
    core,
    attention,
    paces: deps.paces ?? createPaces(),
    enabled: () => profiles.settings(parseSettings).notifications,
    emit,
  });
  const tell = createPublisher(core, emit, announce);
  const publish = (changes: Changes): void => {
    if (closed) return;
    tell(changes);
    // What a link brought the engine knows itself.
    for (const { stream, log } of changes.grownLogs.values())
      if (log === writer.log()) engine.appended(stream, log);
    if (changes.grownLogs.size > 0) room.grown(changes.grownLogs.values(), writer.log());
    if ([...changes.appended.values()].some(({ mine }) => mine)) room.wrote(self);
    for (const id of changes.fresh.length > typistsCleared ? [] : changes.fresh) {
      const author = store.message(id)?.author;
      if (author?.kind === 'member') room.wrote(author.member);
    }
    snapshots.look();
    if (changes.governance) {
      firstLook.settle();
      joiner.attempt();
      room.membersChanged();
      calls.look();
      keyCare.look();
      keyRequests.look();
      ownerSign.look();
    }
    documents.changed(changes);
    upkeep.scheduleDue();
    deps.committed?.(changes);
  };

  const replica = createReplica({
    core,
    writer,
    inbound,
    accessSeed,
    publish,
    receiveRoom: (payload) => room.receive(payload),
    receiveTicket(ticket) {
      direct.receiveTicket(ticket);
      calls.look();
    },
    receiveBlob(id, bytes) {
      if (bytes === null) snapshots.notKept(id);
      firstLook.received(id, bytes);
    },
    metRelay: (relay) => snapshots.met(relay),
    visible: () => visible,
  });
  const engine: Engine = createEngine({
    replica,
    connector,
    clock,
    random,
    logger,
    onStatus: ({ status, directPeers }) => {
      const live = status === 'online' || status === 'catching-up' || directPeers.length > 0;
      if (live !== wasLive) {
        wasLive = live;
        onlineSince = clock.now();
        if (live) {
          room.joined();
          direct.online();
          calls.online();
          firstLook.ask();
          keyRequests.look();
        }
      }
      emit('sidebarChanged', { community });
    },
  });
  const room: LiveRoom = createLiveRoom({
    core,
    send: (frame) => engine.sendRoom(frame),
    onPresence: () => emit('membersChanged', { community }),
    onTyping: () => emit('typingChanged', { community }),
    onLookers: ({ channel }) => emit('lookersChanged', { community, channel }),
    onLooked: (document) => documents.company(document),
    onPeers: () => emit('directChanged', { community }),
    onKeysWanted: (from, message, epoch) => keyRequests.wanted(from, message, epoch),
    onKeysGiven: (message) => keyRequests.given(message),
    onCall: (from, message) => calls.heard(from, message),
    onDocument: (from, member, message) => documents.heard(from, member, message),
    onAside: (from, member, message) => ringing.heard(from, member, message),
    onCame: (member) => ringing.came(member),
    onHeads: (from, heads) => {
      engine.gossip(heads);
      const noted = committer
        .commit(() => {
          const changes = noChanges();
          for (const { stream, log, length, head } of heads) {
            const { channels, messages } = store.deviceHolds(from, stream, [{ log, length, head }]);
            for (const channel of channels)
              changes.changedMessages.set(
                channel,
                new Set([...(changes.changedMessages.get(channel) ?? []), ...messages]),
              );
          }
          return changes;
        })
        .then((done) => done.ok && publish(done.value));
      inBackground(logger, noted);
    },
  });
  const documents = createDocuments({
    core,
    writer,
    publish,
    room: () => room,
    emit,
    sandbox: client.sandbox,
  });
  const keyCare = createKeyCare({ core, writer, inbound, publish });
  const keyRequests = createKeyRequests({
    core,
    room: () => room,
    came() {
      const changes = noChanges();
      const opened = committer
        .commit(() => inbound.keysCame(changes))
        .then((done) => {
          if (!done.ok) return;
          publish(changes);
          keyCare.look();
        });
      inBackground(logger, opened);
    },
  });
  const peerId = () => direct.address()?.peerId ?? null;
  const ringing = createRinging({
    core,
    self: deps.self,
    line: deps.line ?? createLine(),
    room: () => room,
    peerId,
    takesCalls: () => profiles.settings(parseSettings).takesCalls,
    isQuiet: attention.isQuiet,
    emit,
  });
  const roster = createCallRoster({
    core,
    say: (message, channel) => room.sayInCall(message, channel),
    peerId,
    onCalls: () => emit('callsChanged', { community }),
    onKeys: () => emit('callKeysChanged', { community }),
    onEnded: (channel, end) => emit('callEnded', { community, channel, end }),
  });
  const calls = createCalls(roster, ringing);
  const direct: DirectLinks = createDirectLinks({
    community,
    clock,
    emit,
    engine,
    room,
    relayUrl: () => relayUrl,
  });
  const made = createMadeInvites({ core, accessSeed, relayUrl: () => relayUrl });
  const cases = createReportCases(core);
  const commands = {
    ...createAuditCommands({ core, writer, publish }, overturned),
    ...createModerationCommands({ core, writer, inbound, cases, publish }),
    ...createCommands({ core, writer, inbound, publish }),
    ...createStructureCommands({ core, writer, keyCare, publish }),
    ...createOfficeCommands({ core, writer, inbound, publish }),
    ...createMemberCommands({ core, writer, inbound, keyCare, publish }),
    ...createDeviceCommands({ core, writer, keyCare, publish }),
    ...createPeopleCommands({ core, writer, keyCare, publish }),
    ...createRoleCommands({ core, writer, keyCare, publish }),
    ...createInviteCommands({ core, writer, inbound, made, joiner: () => joiner, publish }),
  };
  const personal = createPersonal({ core, self: deps.self, inbound, publish, emit });
  const communityQueries = createQueries({
    core,
    room,
    syncStatus: () => engine.status(),
    since: () => onlineSince,
    ownPresence: () => ownPresence,
    relayUrl: () => relayUrl,
    heldInvite: invite,
    knownName: () => entry.name,
    attention,
    searchDocuments: documents.queries.search,
  });
  const queries = {
    ...communityQueries,
    ...createStructureQueries(core),
    ...createRoleQueries(core),
    ...createAuditQueries(core, overturned),
    ...createPastQueries(core),
    ...createModerationQueries(core, cases),
    ...createInviteQueries(core, made),
    ...createPeopleQueries({
      core,
      presenceOf: (member) => (member === self ? ownPresence : room.presenceOf(member)),
    }),
  };
  const snapshots = createSnapshotKeeper({
    core,
    made,
    send: (message) => engine.sendBlobs(message),
    isOnline: () => engine.status().status === 'online',
  });
  const firstLook = createFirstLook({
    core,
    heldInvite: invite,
    membership: communityQueries.membership,
    send: (message) => engine.sendBlobs(message),
    emit,
  });
  const upkeep = createUpkeep(core, emit);
  const ownerSign = createOwnerSign({
    core,
    writer,
    inbound,
    publish,
    isPresent: () => ownPresence === 'online',
  });
  const joiner = createJoiner({
    core,
    writer,
    inbound,
    identity,
    joined(changes) {
      publish(changes);
      // Others attribute what we say only now.
      room.joined();
    },
  });
  joiner.attempt();
  keyCare.look();
  ownerSign.look();
  personal.settle();
  engine.setRelay(relayUrl);

  return ok({
    id: community,
    core,
    writer,
    inbound,
    commands: { ...commands, ...personal.follow(commands) },
    queries: firstLook.over(queries),
    attention,
    engine,
    direct,
    calls,
    documents,
    room: {
      ...room,
      setPresence(presence) {
        ownPresence = presence;
        room.setPresence(presence);
        ownerSign.look();
      },
    },
    async takeInvite(ticket) {
      const { epoch, epochKey, earlier } = ticket;
      for (const { epoch: id, key } of [...earlier, { epoch, key: epochKey }]) keys.add(id, key);
      const changes = noChanges();
      const done = await committer.commit(() => {
        joiner.remember(ticket);
        inbound.keysCame(changes);
      });
      if (!done.ok) return storageFailed(done.error);
      publish(changes);
      joiner.attempt();
      emit('sidebarChanged', { community });
      return ok({});
    },
    setRelay(url) {
      relayUrl = url;
      const kept = profiles.communities().find((known) => known.community === community) ?? entry;
      profiles.saveCommunity({ ...kept, relayUrls: [url] });
      engine.setRelay(url);
    },
    selfChanged: personal.merged,
    show(stream) {
      visible = stream;
    },
    async close() {
      closed = true;
      upkeep.stop();
      documents.stop();
      keyCare.stop();
      ownerSign.stop();
      keyRequests.stop();
      calls.stop();
      direct.stop();
      snapshots.stop();
      room.stop();
      engine.stop();
      await committer.finish();
      personal.close();
      await closeDatabase(database);
    },
  });
};
