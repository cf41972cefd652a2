/**
 * What a first look shows: no more than who follows the invite may see. Names and places as everyone and the invite's
 * roles see them; the newest words only of channels that are open to all, with all their history, and only where
 * nobody has to let the follower in. What doesn't fit is left out, the oldest words first.
 */
import { textToBytes, unreachable } from '../../base/index.ts';
import { type Snapshot, snapshotFill } from '../../crypto/index.ts';
import { type Community, channelsOfRoles, type Invite, inOrder, isPrivate } from '../../governance/index.ts';
import { type ChannelId, limits, type Position } from '../../model/index.ts';
import type { MessageRow } from '../../storage/index.ts';
import type { MentionView } from '../views.ts';
import type { CommunityCore } from './core.ts';
import { createMessageViews, type MessageViews } from './message-views.ts';
import { iconOf } from './picture.ts';

type Page = Snapshot['pages'][number];

const talking: ReadonlySet<string> = new Set(['text', 'announcement', 'forum']);

/** What all see as it stands. */
const isForAll = (row: MessageRow): boolean =>
  !row.deleted &&
  row.held === null &&
  row.delivery?.kind !== 'held' &&
  textToBytes(row.text).length <= limits.snapshotMessageBytes;

type Mention = Page['messages'][number]['mentions'][number];

const toMention = (mention: MentionView): Mention => {
  switch (mention.kind) {
    case 'member':
      return { type: 'member', id: mention.member, name: mention.name };
    case 'role':
      return { type: 'role', id: mention.role, name: mention.name };
    case 'everyone':
      return { type: 'everyone' };
    default:
      return unreachable(mention);
  }
};

const toMessage = (row: MessageRow, { view }: MessageViews): Page['messages'][number] => {
  const { id, position, author, at, text, mentions } = view(row);
  return {
    id,
    position,
    author: {
      member: author.kind === 'member' ? author.member : null,
      name: author.name,
      colour: author.colour,
    },
    at,
    text,
    mentions: mentions.map(toMention),
  };
};

/** The channels whose newest words may be shown, the liveliest first. */
const openChannels = (community: Community, newest: ReadonlyMap<ChannelId, Position>): readonly ChannelId[] =>
  [...channelsOfRoles(community, new Set())]
    .filter((id) => {
      const channel = community.channels.get(id);
      return (
        channel !== undefined &&
        talking.has(channel.kind) &&
        channel.history.type === 'everything' &&
        !isPrivate(community, id)
      );
    })
    .sort((a, b) => ((newest.get(a) ?? '') < (newest.get(b) ?? '') ? 1 : -1))
    .slice(0, limits.snapshotPages);

/** How many messages of a channel are tried, and at last none. */
const pageSizes = [limits.snapshotMessages, 15, 8, 4, 0];

export const buildSnapshot = (core: CommunityCore, invite: Invite): Snapshot => {
  const { governance, store, clock, self, suite } = core;
  const community = governance.current();
  const seen = new Set(channelsOfRoles(community, new Set(invite.roles)));
  const pagesOf = (size: number): Snapshot['pages'] => {
    if (size === 0 || invite.approval) return [];
    const views = createMessageViews(store, community, self);
    return openChannels(community, store.newest()).flatMap((channel) => {
      const { messages } = store.page({ channel, thread: null }, { kind: 'newest' }, size);
      const shown = messages.filter(isForAll).map((row) => toMessage(row, views));
      return shown.length === 0 ? [] : [{ channel, messages: shown }];
    });
  };
  const whole: Snapshot = {
    community: community.id,
    invite: invite.id,
    at: clock.now(),
    name: community.name,
    description: community.description,
    picture: iconOf(suite, community) === null ? null : community.picture,
    members: community.members.size,
    roles: [...inOrder(community.roles.values())]
      .slice(0, limits.snapshotRoles)
      .map(({ id, name, colour }) => ({ id, name, colour })),
    categories: [...inOrder(community.categories.values())]
      .slice(0, limits.snapshotPlaces)
      .map(({ id, name }) => ({ id, name })),
    channels: [...inOrder(community.channels.values())]
      .filter(({ id }) => seen.has(id))
      .slice(0, limits.snapshotPlaces)
      .map(({ id, kind, name, topic, category }) => ({ id, kind, name, topic, category })),
    pages: [],
  };
  const smaller: readonly (() => Snapshot)[] = [
    ...pageSizes.map((size) => () => ({ ...whole, pages: pagesOf(size) })),
    () => ({ ...whole, picture: null }),
    () => ({ ...whole, picture: null, channels: whole.channels.map((one) => ({ ...one, topic: '' })) }),
  ];
  for (const build of smaller) {
    const snapshot = build();
    if (snapshotFill(snapshot) <= 1) return snapshot;
  }
  return { ...whole, picture: null, roles: [], categories: [], channels: [] };
};
