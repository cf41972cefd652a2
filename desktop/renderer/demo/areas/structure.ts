/** The demo host's part on the community itself, its categories and channels: kept as long as the page stands. */
import {
  type CategoryId,
  type ChannelId,
  type ChannelSettingsView,
  type ChannelView,
  type CommunityId,
  isOpId,
  type OpId,
  type OverviewView,
  type SidebarView,
} from '@maru/sync-core';
import { activeIn } from '../../stores/place-moves.ts';
import type { DemoArea } from '../demo-area.ts';
import { channelId, memberId, people, roles } from '../demo-data.ts';

const dayMs = 86_400_000;
const person = (index: number) => ({
  member: memberId(index),
  name: people[index] ?? '',
  colour: 'moss' as const,
});

/** What the page can be opened with: `?structure=owner|votes|reader|rules|timeout|archived|slow`. */
type Case = 'owner' | 'votes' | 'reader' | 'rules' | 'timeout' | 'archived' | 'slow' | null;

const overviewOf = (now: number, shown: Case): OverviewView => ({
  name: '한옥마을 책모임',
  description: '함께 읽고 천천히 이야기해요. 매주 목요일 저녁에 마루에서 만나요.',
  icon: null,
  notifications: 'mentions',
  systemChannel: null,
  rules: '서로 존댓말을 써요.\n책 이야기는 **끝까지 읽은 뒤에** 해요.\n사진은 허락을 받고 올려요.',
  mayManage: shown !== 'reader',
  owner: person(shown === 'owner' ? 0 : 1),
  isOwner: shown === 'owner',
  ownerSeenAt: now - (shown === 'votes' ? 34 : 2) * dayMs,
  succession: {
    policy: { role: roles.host, votes: 3, absentDays: 30 },
    roleName: '모임장',
    holders: 4,
    opensAt: now - (shown === 'votes' ? 4 : -28) * dayMs,
    mayVote: shown === 'votes',
    ownVote: null,
    votes:
      shown === 'votes'
        ? [
            { ...person(3), count: 2 },
            { ...person(5), count: 1 },
          ]
        : [],
  },
});

export type StructureDemoDeps = {
  readonly now: number;
  readonly shown: string | null;
  readonly sidebar: (community: CommunityId) => SidebarView | undefined;
  readonly change: (community: CommunityId, next: (sidebar: SidebarView) => SidebarView) => void;
};

const isCase = (text: string | null): text is NonNullable<Case> =>
  text !== null && ['owner', 'votes', 'reader', 'rules', 'timeout', 'archived', 'slow'].includes(text);

/** What a case makes of the channels. */
export const structureCase = (shown: string | null, now: number, sidebar: SidebarView): SidebarView => {
  const each = (patch: Partial<ChannelView>): SidebarView => ({
    ...sidebar,
    channels: sidebar.channels.map((channel) => ({ ...channel, ...patch })),
  });
  switch (isCase(shown) ? shown : null) {
    case 'rules':
      return each({
        sendRefusal: { kind: 'rules-not-accepted' },
        threadRefusal: { kind: 'rules-not-accepted' },
      });
    case 'timeout':
      return each({
        sendRefusal: { kind: 'timed-out', until: now + 3 * 3_600_000, reason: '광고 글을 여러 번 올렸어요' },
      });
    case 'slow':
      return each({ slowModeSeconds: 120, slowModeUntil: now + 95_000 });
    case 'reader':
      return { ...each({ mayManage: false }), permissions: [] };
    case 'archived':
      return {
        ...sidebar,
        channels: sidebar.channels.map((channel, index) =>
          index === 1 || index > 8
            ? { ...channel, archived: true, sendRefusal: { kind: 'archived' } }
            : { ...channel, outOfStep: index === 4, slowModeSeconds: index === 3 ? 900 : 0 },
        ),
      };
    case 'owner':
    case 'votes':
    case null:
      return sidebar;
  }
};

type Gone = { readonly name: string; readonly undo: () => void };

const rulesId = (): OpId => {
  const id = '0'.repeat(32);
  if (!isOpId(id)) throw new Error('bug: demo id');
  return id;
};

/** What was given at all. */
const defined = <T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  JSON.parse(JSON.stringify(change));

/** `moved` before `before`, or last among its like. */
const placed = <T extends { readonly id: string }>(
  list: readonly T[],
  moved: T,
  before: string | null,
): T[] => {
  const rest = list.filter(({ id }) => id !== moved.id);
  const at = rest.findIndex(({ id }) => id === before);
  return at < 0 ? [...rest, moved] : [...rest.slice(0, at), moved, ...rest.slice(at)];
};

export const createStructureDemo = ({ now, shown, sidebar, change }: StructureDemoDeps): DemoArea => {
  let overview = overviewOf(now, isCase(shown) ? shown : null);
  let owed = shown === 'rules';
  const settings = new Map<ChannelId, ChannelSettingsView>();
  const goneChannels = new Map<ChannelId, Gone>();
  const goneCategories = new Map<CategoryId, Gone>();
  const patchChannel = (community: CommunityId, id: ChannelId, patch: Partial<ChannelView>) =>
    change(community, (old) => ({
      ...old,
      channels: old.channels.map((one) => (one.id === id ? { ...one, ...patch } : one)),
    }));
  const settingsOf = (community: CommunityId, id: ChannelId): ChannelSettingsView => {
    const channel = sidebar(community)?.channels.find((one) => one.id === id);
    return (
      settings.get(id) ?? {
        archived: channel?.archived ?? false,
        categoryArchived: false,
        slowModeSeconds: channel?.slowModeSeconds ?? 0,
        history: { type: 'everything' },
        outOfStep: channel?.outOfStep ?? false,
        mayManage: channel?.mayManage ?? false,
      }
    );
  };
  const places = <Id>(gone: ReadonlyMap<Id, Gone>) =>
    [...gone].map(([id, { name }]) => ({
      id,
      name,
      by: person(0),
      at: now,
      restorableUntil: now + 30 * dayMs,
    }));
  const restore = <Id>(gone: Map<Id, Gone>, id: Id) => {
    gone.get(id)?.undo();
    gone.delete(id);
    return {};
  };
  return {
    queries: {
      communityOverview: () => overview,
      communityPicture: () => ({ picture: null }),
      owedRules: () => ({
        rules: owed ? { id: rulesId(), text: overview.rules } : null,
      }),
      channelSettings: ({ community, channel }) => settingsOf(community, channel),
      deletedPlaces: () => ({
        channels: [
          ...places(goneChannels),
          {
            id: channelId(990),
            name: '지난-여름-소풍',
            by: person(3),
            at: now - 6 * dayMs,
            restorableUntil: now + 24 * dayMs,
          },
        ],
        categories: places(goneCategories).map((place) => ({ ...place, channels: 2 })),
      }),
    },
    commands: {
      editCommunity: ({ community, icon: _, ...next }) => {
        if (next.name?.includes('fail!')) return { kind: 'storage', error: { kind: 'full' } };
        overview = { ...overview, ...defined(next) };
        change(community, (old) => old);
        return {};
      },
      acceptRules: ({ community }) => {
        owed = false;
        change(community, (old) => ({
          ...old,
          channels: old.channels.map((one) => ({ ...one, sendRefusal: null, threadRefusal: null })),
        }));
        return {};
      },
      editChannel: ({ community, channel, history, ...next }) => {
        if (next.name?.includes('fail!')) return { kind: 'storage', error: { kind: 'full' } };
        const { archived, slowModeSeconds } = next;
        settings.set(channel, {
          ...settingsOf(community, channel),
          ...(archived === undefined ? {} : { archived }),
          ...(slowModeSeconds === undefined ? {} : { slowModeSeconds }),
          ...(history === undefined ? {} : { history }),
        });
        patchChannel(community, channel, {
          ...defined(next),
          ...(archived === undefined ? {} : { sendRefusal: archived ? { kind: 'archived' } : null }),
        });
        return {};
      },
      followCategory: ({ community, channel }) => {
        settings.set(channel, { ...settingsOf(community, channel), outOfStep: false });
        patchChannel(community, channel, { outOfStep: false });
        return {};
      },
      moveChannel: ({ community, channel, category, before }) => {
        change(community, (old) => {
          const moved = old.channels.find(({ id }) => id === channel);
          if (!moved) return old;
          const siblings = placed(activeIn(old, category), { ...moved, category }, before);
          const ids = new Set(siblings.map(({ id }) => id));
          return { ...old, channels: [...old.channels.filter(({ id }) => !ids.has(id)), ...siblings] };
        });
        return {};
      },
      moveCategory: ({ community, category, before }) => {
        change(community, (old) => {
          const moved = old.categories.find(({ id }) => id === category);
          return moved ? { ...old, categories: placed(old.categories, moved, before) } : old;
        });
        return {};
      },
      deleteChannel: ({ community, channel }) => {
        const old = sidebar(community);
        const found = old?.channels.find(({ id }) => id === channel);
        if (!old || !found) return { kind: 'not-found' };
        const { channels } = old;
        goneChannels.set(channel, {
          name: found.name,
          undo: () => change(community, (later) => ({ ...later, channels })),
        });
        change(community, (before) => ({
          ...before,
          channels: before.channels.filter(({ id }) => id !== channel),
        }));
        return {};
      },
      deleteCategory: ({ community, category }) => {
        const old = sidebar(community);
        const found = old?.categories.find(({ id }) => id === category);
        if (!old || !found) return { kind: 'not-found' };
        const { channels, categories } = old;
        goneCategories.set(category, {
          name: found.name,
          undo: () => change(community, (later) => ({ ...later, channels, categories })),
        });
        change(community, (before) => ({
          ...before,
          categories: before.categories.filter(({ id }) => id !== category),
          channels: before.channels.map((one) =>
            one.category === category ? { ...one, category: null } : one,
          ),
        }));
        return {};
      },
      restoreChannel: ({ channel }) => restore(goneChannels, channel),
      restoreCategory: ({ category }) => restore(goneCategories, category),
      editCategory: ({ community, category, name, archived }) => {
        change(community, (old) => ({
          ...old,
          categories: old.categories.map((one) =>
            one.id === category
              ? { ...one, name: name ?? one.name, archived: archived ?? one.archived }
              : one,
          ),
          channels: old.channels.map((one) =>
            one.category === category ? { ...one, archived: archived ?? one.archived } : one,
          ),
        }));
        return {};
      },
    },
  };
};
