/**
 * The newcomer's side of a first look: asked of the relay as soon as it is met, checked against the device that made
 * the link, shown until one is in, and then gone. It is kept sealed as it came and opened anew at each start; nothing
 * of it is ever folded into the community [S7].
 */
import { bytesEqual, bytesToHex, unreachable } from '../../base/index.ts';
import { openSnapshot, type Snapshot, snapshotPlace } from '../../crypto/index.ts';
import type { BlobMessage } from '../../protocol/index.ts';
import type { PageAnchor, Place } from '../../storage/index.ts';
import { inBackground } from '../background.ts';
import type { EventSink } from '../events.ts';
import type {
  ChannelView,
  CommunitySummary,
  MembershipView,
  MentionView,
  MessageView,
  SidebarView,
  TimelinePage,
} from '../views.ts';
import type { CommunityCore } from './core.ts';
import type { HeldInvite } from './join.ts';
import { pictureHash, pictureTypeOf } from './picture.ts';
import type { CommunityQueries } from './queries.ts';
import type { StructureQueries } from './structure-queries.ts';

const setting = 'first-look';

export type FirstLook = {
  /** Asks the relay for it where it is of use. */
  ask(): void;
  received(id: Uint8Array, bytes: Uint8Array | null): void;
  /** Forgets it once one is in, or won't be. */
  settle(): void;
  /** The community's reads, as the first look shows it while there is nothing better. */
  over<Q extends Covered>(queries: Q): Q;
};

type Covered = Pick<CommunityQueries, 'summary' | 'sidebar' | 'page'> & Pick<StructureQueries, 'picture'>;

export type FirstLookDeps = {
  readonly core: CommunityCore;
  readonly heldInvite: () => HeldInvite | null;
  readonly membership: () => MembershipView;
  readonly send: (message: BlobMessage) => void;
  readonly emit: EventSink;
};

const isOutside = ({ kind }: MembershipView): boolean => kind === 'pending' || kind === 'waiting';

const nowhere: TimelinePage = { messages: [], hasOlder: false, hasNewer: false, readPosition: null };

export const createFirstLook = (deps: FirstLookDeps): FirstLook => {
  const { core, heldInvite, membership, send, emit } = deps;
  const { suite, store, clock, community, committer, logger } = core;

  const open = (bytes: Uint8Array): Snapshot | null => {
    const held = heldInvite();
    if (held === null) return null;
    const { invite, inviter, seed } = held;
    const expected = { community, invite, inviter, nowMs: clock.now() };
    const opened = openSnapshot(suite, bytes, snapshotPlace(suite, seed), expected);
    if (!opened.ok) logger.warn('a first look was refused', { reason: opened.error.kind });
    return opened.ok ? opened.value : null;
  };

  const saved = store.setting(setting);
  let look = saved === null ? null : open(saved);

  const shown = (): Snapshot | null => {
    // Of another invite than the one that was taken since.
    if (look === null || look.invite !== heldInvite()?.invite) return null;
    return isOutside(membership()) ? look : null;
  };

  /** Every channel's page may be another: what came while the look was shown was read by nobody. */
  const tell = ({ channels }: Snapshot): void => {
    emit('communitiesChanged', {});
    emit('sidebarChanged', { community });
    const all = new Set([...channels.map(({ id }) => id), ...core.governance.current().channels.keys()]);
    for (const channel of all) emit('timelineChanged', { community, channel, messages: null });
  };

  const save = (bytes: Uint8Array | null): void =>
    inBackground(
      logger,
      committer.commit(() => store.saveSetting(setting, bytes)),
    );

  const toPicture = ({ picture }: Snapshot) => {
    const type = picture && pictureTypeOf(picture);
    return picture && type && { id: bytesToHex(pictureHash(suite, picture)), type, bytes: picture };
  };

  const toSummary = (base: CommunitySummary, snapshot: Snapshot): CommunitySummary => ({
    ...base,
    name: snapshot.name,
    description: snapshot.description,
    icon: toPicture(snapshot)?.id ?? null,
  });

  const toSidebar = (base: SidebarView, snapshot: Snapshot): SidebarView => {
    const order = snapshot.categories.map(({ id }) => id);
    const rank = ({ category }: ChannelView) => (category === null ? -1 : order.indexOf(category));
    return {
      ...base,
      community: toSummary(base.community, snapshot),
      categories: snapshot.categories.map((one) => ({
        ...one,
        archived: false,
        muted: false,
        mayManage: false,
      })),
      channels: snapshot.channels.map((one) => toChannel(one, snapshot)).sort((a, b) => rank(a) - rank(b)),
      permissions: [],
      firstLook: { at: snapshot.at, members: snapshot.members },
    };
  };

  return {
    ask() {
      const held = heldInvite();
      if (held === null || !isOutside(membership())) return;
      send({ type: 'blobWanted', id: snapshotPlace(suite, held.seed).id });
    },
    received(id, bytes) {
      const held = heldInvite();
      if (bytes === null || held === null || !isOutside(membership())) return;
      if (!bytesEqual(id, snapshotPlace(suite, held.seed).id)) return;
      const came = open(bytes);
      // A relay that was rolled back gives an earlier one.
      if (came === null || (look !== null && look.invite === came.invite && look.at >= came.at)) return;
      look = came;
      save(bytes);
      tell(came);
    },
    settle() {
      if (look === null || isOutside(membership())) return;
      const gone = look;
      look = null;
      save(null);
      tell(gone);
    },
    over: (queries) => ({
      ...queries,
      summary() {
        const snapshot = shown();
        return snapshot === null ? queries.summary() : toSummary(queries.summary(), snapshot);
      },
      sidebar() {
        const snapshot = shown();
        return snapshot === null ? queries.sidebar() : toSidebar(queries.sidebar(), snapshot);
      },
      picture() {
        const snapshot = shown();
        return snapshot === null ? queries.picture() : toPicture(snapshot);
      },
      page(place, anchor, limit) {
        const snapshot = shown();
        return snapshot === null ? queries.page(place, anchor, limit) : toPage(snapshot, place, anchor);
      },
    }),
  };
};

const toChannel = (channel: Snapshot['channels'][number], { pages }: Snapshot): ChannelView => ({
  ...channel,
  unread: false,
  muted: false,
  mentions: 0,
  sendRefusal: { kind: 'no-permission' },
  threadRefusal: { kind: 'no-permission' },
  slowModeSeconds: 0,
  slowModeUntil: null,
  archived: false,
  outOfStep: false,
  private: false,
  mayManage: false,
  hasDraft: false,
  empty: !pages.some((page) => page.channel === channel.id),
  voice: null,
});

const toPage = ({ pages }: Snapshot, place: Place, anchor: PageAnchor): TimelinePage => {
  if (place.thread !== null || anchor.kind === 'before' || anchor.kind === 'after') return nowhere;
  const page = pages.find(({ channel }) => channel === place.channel);
  return page ? { ...nowhere, messages: page.messages.map((one) => toMessage(one, place)) } : nowhere;
};

const toMention = (
  mention: Snapshot['pages'][number]['messages'][number]['mentions'][number],
): MentionView => {
  switch (mention.type) {
    case 'member':
      return { kind: 'member', member: mention.id, name: mention.name };
    case 'role':
      return { kind: 'role', role: mention.id, name: mention.name };
    case 'everyone':
      return { kind: 'everyone' };
    default:
      return unreachable(mention);
  }
};

const toMessage = (
  { id, position, author, at, text, mentions }: Snapshot['pages'][number]['messages'][number],
  { channel }: Place,
): MessageView => ({
  id,
  channel,
  thread: null,
  position,
  author:
    author.member === null
      ? { kind: 'imported', name: author.name, colour: author.colour }
      : { kind: 'member', member: author.member, name: author.name, colour: author.colour },
  at,
  text,
  editedAt: null,
  deleted: false,
  replyTo: null,
  reactions: [],
  threadInfo: null,
  mentions: mentions.map(toMention),
  mentionsMe: false,
  system: null,
  mine: false,
  state: null,
  held: null,
});
