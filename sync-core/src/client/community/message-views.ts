/** Rows of the store, made ready to show: names, replies, reactions, states. */
import type { Community } from '../../governance/index.ts';
import type { MemberId, MessageId, RoleId } from '../../model/index.ts';
import type {
  CommunityStore,
  HeldRow,
  MentionRow,
  MessageAuthor,
  MessageDelivery,
  MessageRow,
  Place,
} from '../../storage/index.ts';
import type { HeldView } from '../moderation-views.ts';
import type { AuthorView, MentionView, MessageState, MessageView, ReplyView } from '../views.ts';
import { colourOf, personOf } from './people.ts';

export type MessageViews = {
  view(row: MessageRow): MessageView;
  isMentioned(row: MessageRow): boolean;
};

const excerptLength = 140;
const reactionNames = 8;

const toState = (delivery: MessageDelivery): MessageState => {
  switch (delivery.kind) {
    case 'saved':
      return { kind: 'saved' };
    case 'relayed':
      return { kind: 'relayed' };
    case 'seen':
      return { kind: 'seen', devices: delivery.devices };
    case 'held':
      return { kind: 'held', until: delivery.until };
  }
};

/** What was done about its author comes first, then what another word at another time would not have met. */
const toHeld = (community: Community, { barred, tooSoon, rules }: HeldRow): HeldView => ({
  reason: barred ?? (rules.length > 0 ? 'rule' : tooSoon ? 'slow-mode' : 'rule'),
  rules: rules.flatMap((rule) => community.autoRules.get(rule)?.name ?? []),
});

/** Made anew for each query: it holds one state of the community and of the replies it looked up. */
export const createMessageViews = (
  store: CommunityStore,
  community: Community,
  self: MemberId,
  isMuted: (thread: Place) => boolean = () => false,
): MessageViews => {
  const ownRoles: ReadonlySet<RoleId> = community.members.get(self)?.roles ?? new Set();
  const replies = new Map<MessageId, ReplyView>();

  const author = (from: MessageAuthor): AuthorView =>
    from.kind === 'member'
      ? { kind: 'member', member: from.member, ...pick(from.member) }
      : { kind: 'imported', name: from.name, colour: colourOf(from.name) };
  const pick = (member: MemberId) => {
    const { name, colour } = personOf(community, member);
    return { name, colour };
  };

  const reply = (id: MessageId): ReplyView => {
    const known = replies.get(id);
    if (known) return known;
    const row = store.message(id);
    const view: ReplyView = row
      ? { id, author: author(row.author), excerpt: row.text.slice(0, excerptLength), deleted: row.deleted }
      : { id, author: null, excerpt: '', deleted: false };
    replies.set(id, view);
    return view;
  };

  const mention = (row: MentionRow): MentionView => {
    switch (row.kind) {
      case 'member':
        return { kind: 'member', member: row.member, name: personOf(community, row.member).name };
      case 'role':
        return { kind: 'role', role: row.role, name: community.roles.get(row.role)?.name ?? '' };
      case 'everyone':
        return { kind: 'everyone' };
    }
  };

  const isMine = (row: MessageRow): boolean => row.author.kind === 'member' && row.author.member === self;
  const isMentioned = (row: MessageRow): boolean =>
    !isMine(row) &&
    row.mentions.some((entry) =>
      entry.kind === 'member' ? entry.member === self : entry.kind === 'everyone' || ownRoles.has(entry.role),
    );

  const isUnread = (thread: Place): boolean =>
    !isMuted(thread) && store.unreadIn(thread, [...ownRoles]).unread > 0;

  return {
    isMentioned,
    view: (row) => ({
      id: row.id,
      channel: row.channel,
      thread: row.thread,
      position: row.position,
      author: author(row.author),
      at: row.at,
      text: row.text,
      editedAt: row.editedAt,
      deleted: row.deleted,
      replyTo: row.replyTo === null ? null : reply(row.replyTo),
      reactions: row.reactions.map(({ emoji, members }) => ({
        emoji,
        count: members.length,
        mine: members.includes(self),
        names: members.slice(0, reactionNames).map((member) => personOf(community, member).name),
      })),
      threadInfo:
        row.threadInfo === null
          ? null
          : {
              count: row.threadInfo.count,
              lastAt: row.threadInfo.lastAt,
              name: row.threadInfo.name,
              unread: isUnread({ channel: row.channel, thread: row.id }),
            },
      mentions: row.mentions.map(mention),
      mentionsMe: isMentioned(row),
      system: row.system,
      mine: isMine(row),
      state: row.delivery === null ? null : toState(row.delivery),
      held: row.held && toHeld(community, row.held),
    }),
  };
};
