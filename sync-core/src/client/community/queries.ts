/** Reads of one community, resolved for showing. Answered from the file, never from the network. */
import { can, inOrder, isArchived, isOutOfStep, isPrivate, visibleChannels } from '../../governance/index.ts';
import {
  type ChannelId,
  channelStream,
  type DocumentStream,
  limits,
  type MessageId,
  type Position,
  permissionNames,
  type RoleId,
} from '../../model/index.ts';
import type { PageAnchor, Place } from '../../storage/index.ts';
import type { SyncStatus } from '../../sync/index.ts';
import { isMuted } from '../attention/attention-of.ts';
import type { BoardPerson } from '../board-views.ts';
import type {
  ChannelView,
  CommunitySummary,
  ConnectionView,
  MembershipView,
  MembersView,
  MemberView,
  MessageView,
  SearchPage,
  SidebarView,
  TimelinePage,
  TypingView,
} from '../views.ts';
import type { CommunityAttention } from './attention.ts';
import { voiceAccessOf } from './calls/voice-access.ts';
import type { CommunityCore } from './core.ts';
import type { DocumentQueries } from './documents/document-queries.ts';
import type { HeldInvite } from './join.ts';
import type { LiveRoom, Presence } from './live-room.ts';
import { membershipOf } from './membership.ts';
import { createMessageViews } from './message-views.ts';
import { personOf } from './people.ts';
import { timeoutView } from './people-queries.ts';
import { iconOf } from './picture.ts';
import { sendRefusalOf, slowModeUntil } from './sending.ts';

export type CommunityQueries = {
  summary(): CommunitySummary;
  sidebar(): SidebarView;
  page(place: Place, anchor: PageAnchor, limit: number): TimelinePage;
  messages(ids: readonly MessageId[]): readonly MessageView[];
  members(): MembersView;
  search(text: string, channel: ChannelId | null, before: Position | null, limit: number): SearchPage;
  draft(place: Place): { readonly text: string; readonly replyTo: MessageView | null };
  typing(): readonly TypingView[];
  /** Others who look at a note or a board right now. */
  lookers(document: DocumentStream): readonly BoardPerson[];
  connection(): ConnectionView;
  membership(): MembershipView;
  /** What stands in this channel's file and can't be read yet, as its key is still to come. */
  waitingForKey(channel: ChannelId): number;
};

export type QueriesDeps = {
  readonly core: CommunityCore;
  readonly room: LiveRoom;
  readonly syncStatus: () => SyncStatus;
  /** When the connection last came or went. */
  readonly since: () => number | null;
  readonly ownPresence: () => Presence;
  readonly relayUrl: () => string;
  readonly heldInvite: () => HeldInvite | null;
  /** The invite's words until governance has arrived. */
  readonly knownName: () => string;
  readonly attention: CommunityAttention;
  readonly searchDocuments: DocumentQueries['search'];
};

export const createQueries = (deps: QueriesDeps): CommunityQueries => {
  const { core, room, attention } = deps;
  const { store, governance, self } = core;

  const ownRoles = (): readonly RoleId[] => [...(governance.current().members.get(self)?.roles ?? [])];
  const views = () =>
    createMessageViews(store, governance.current(), self, (place) => deps.attention.isMuted(place));

  const membership = (): MembershipView =>
    membershipOf(
      {
        community: governance.current(),
        self,
        device: core.device.device,
        nowMs: core.clock.now(),
        caughtUp: deps.syncStatus().status === 'online',
      },
      deps.heldInvite,
    );

  const connection = (): ConnectionView => {
    const { status, missing, total, problem, directPeers } = deps.syncStatus();
    return {
      status,
      since: deps.since(),
      missing,
      total,
      unsent: store.unsentCount(),
      directPeers: directPeers.length,
      problem,
      relayUrl: deps.relayUrl(),
    };
  };

  const canSee = () => new Set(visibleChannels(governance.current(), self));

  const channelViews = (): readonly ChannelView[] => {
    const community = governance.current();
    const unread = new Map(store.unread(ownRoles(), attention.heed).map((row) => [row.channel, row]));
    const drafts = new Set(
      store
        .drafts()
        .filter(({ thread }) => thread === null)
        .map(({ channel }) => channel),
    );
    const now = core.clock.now();
    const seen = canSee();
    const categoryOrder = inOrder(community.categories.values()).map(({ id }) => id);
    const rank = (category: ChannelView['category']) =>
      category === null ? -1 : categoryOrder.indexOf(category);
    return [...inOrder(community.channels.values())]
      .filter(({ id }) => seen.has(id))
      .sort((a, b) => rank(a.category) - rank(b.category))
      .map((channel): ChannelView => {
        const row = unread.get(channel.id);
        const muted = attention.isMuted({ channel: channel.id, thread: null });
        return {
          id: channel.id,
          kind: channel.kind,
          name: channel.name,
          topic: channel.topic,
          category: channel.category,
          unread: (row?.unread ?? 0) > 0 && !muted,
          muted,
          mentions: (row?.mentions ?? 0) + (row?.threadMentions ?? 0),
          sendRefusal: sendRefusalOf(community, self, channel.id, 'sendMessages', now, core.device.device),
          threadRefusal: sendRefusalOf(
            community,
            self,
            channel.id,
            'sendMessagesInThreads',
            now,
            core.device.device,
          ),
          slowModeSeconds: channel.slowModeSeconds,
          slowModeUntil: slowModeUntil(community, store, self, { channel: channel.id, thread: null }, now),
          archived: isArchived(community, { channel: channel.id }),
          outOfStep: isOutOfStep(community, channel),
          private: isPrivate(community, channel.id),
          mayManage: can(community, self, 'manageChannels', { channel: channel.id }, now),
          hasDraft: drafts.has(channel.id),
          empty: (row?.lastPosition ?? null) === null,
          voice: channel.kind === 'voice' ? voiceAccessOf(core, channel.id) : null,
        };
      });
  };

  const summaryOf = (channels: readonly ChannelView[]): CommunitySummary => {
    const community = governance.current();
    return {
      id: core.community,
      name: community.founded ? community.name : deps.knownName(),
      description: community.description,
      icon: iconOf(core.suite, community),
      unread: channels.some((channel) => channel.unread),
      muted: isMuted(attention.whole()),
      mentions: channels.reduce((sum, channel) => sum + channel.mentions, 0),
      connection: connection(),
      membership: membership(),
    };
  };

  return {
    membership,
    connection,
    summary: () => summaryOf(channelViews()),
    sidebar() {
      const community = governance.current();
      const channels = channelViews();
      return {
        community: summaryOf(channels),
        categories: inOrder(community.categories.values()).map(({ id, name, archived }) => ({
          id,
          name,
          archived,
          muted: isMuted(attention.ofCategory(id)),
          mayManage: can(community, self, 'manageChannels', { category: id }, core.clock.now()),
        })),
        channels,
        systemChannel: community.systemChannel,
        permissions: permissionNames.filter((permission) =>
          can(community, self, permission, undefined, core.clock.now()),
        ),
        firstLook: null,
      };
    },
    page(place, anchor, limit) {
      const page = store.page(place, anchor, limit);
      const { view } = views();
      return {
        messages: page.messages.map(view),
        hasOlder: page.hasOlder,
        hasNewer: page.hasNewer,
        readPosition: store.readPosition(place),
      };
    },
    messages(ids) {
      const { view } = views();
      return ids.flatMap((id) => {
        const row = store.message(id);
        return row ? [view(row)] : [];
      });
    },
    members() {
      const community = governance.current();
      const roles = [...inOrder(community.roles.values())].reverse();
      const members = [...community.members.values()].map(
        (member): MemberView => ({
          member: member.id,
          name: member.name,
          colour: member.colour,
          roles: [...member.roles],
          presence: member.id === self ? deps.ownPresence() : room.presenceOf(member.id),
          me: member.id === self,
          joinedAt: member.joinedAt,
          timeout: timeoutView(community, member),
        }),
      );
      return {
        owner: community.owner,
        roles: roles.map(({ id, name, colour, hoist, mentionable }) => ({
          id,
          name,
          colour,
          hoist,
          mentionable,
        })),
        members: members.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
      };
    },
    search(text, channel, before, limit) {
      const community = governance.current();
      const seen = canSee();
      const channels = channel === null ? [...seen] : seen.has(channel) ? [channel] : [];
      const found = store.search({ text, channels, before, limit });
      const { view } = views();
      return {
        hits: found.hits.map(({ message, ranges }) => ({
          message: view(message),
          channelName: community.channels.get(message.channel)?.name ?? '',
          ranges,
        })),
        hasMore: found.hasMore,
        documents:
          before === null ? deps.searchDocuments(text, channels, Math.min(limit, limits.documentHits)) : [],
      };
    },
    waitingForKey(channel) {
      const state = governance.current();
      const wanted = state.epochs.filter(
        (epoch) => (epoch.channel ?? channel) === channel && core.keys.of(epoch) === null,
      );
      if (!canSee().has(channel)) return 0;
      return store.countWaiting(
        channelStream(channel),
        wanted.map(({ id }) => id),
        limits.waitingCounted,
      );
    },
    draft(place) {
      const draft = store.draft(place);
      const row = draft?.replyTo ? store.message(draft.replyTo) : null;
      return { text: draft?.text ?? '', replyTo: row ? views().view(row) : null };
    },
    lookers(document) {
      const community = governance.current();
      return (
        room
          .lookersOf(document)
          // Anybody can say that they look: only who may is taken at their word.
          .filter(
            (member) => member !== self && visibleChannels(community, member).includes(document.channel),
          )
          .map((member) => {
            const { name, colour } = personOf(community, member);
            return { member, name, colour };
          })
      );
    },
    typing() {
      const community = governance.current();
      return room.typingNow().map(({ channel, thread, members }) => ({
        channel,
        thread,
        members: members.map((member) => ({ member, name: personOf(community, member).name })),
      }));
    },
  };
};
