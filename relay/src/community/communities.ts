/** The communities that somebody is connected to. Others are on disk only. */
import type { CommunityId, Hash } from '@maru/sync-core';
import type { Turn } from '../socket/turn.ts';
import type { Committer } from '../store/committer.ts';
import type { LogStore } from '../store/log-store.ts';
import { type Community, createCommunity, type Listener } from './community.ts';
import { createHubIndex } from './hub.ts';

export type Communities = {
  open(id: CommunityId): Community;
  /** Lets go of a listener, and of the community with its last one. */
  leave(community: Community, listener: Listener): void;
  /** After a failed commit: what the indexes ran ahead is taken back. */
  reloadAll(): void;
  count(): number;
};

export type CommunitiesDeps = {
  readonly store: LogStore;
  readonly committer: Committer;
  readonly turn: Turn;
  readonly hash: Hash;
};

export const createCommunities = ({ store, committer, turn, hash }: CommunitiesDeps): Communities => {
  const byId = new Map<CommunityId, Community>();
  return {
    open(id) {
      const known = byId.get(id);
      if (known) return known;
      const made = createCommunity(createHubIndex(id, store, hash), turn);
      byId.set(id, made);
      return made;
    },
    leave(community, listener) {
      community.leave(listener);
      if (community.listeners() > 0) return;
      committer.flush();
      byId.delete(community.index.id);
    },
    reloadAll() {
      for (const community of byId.values()) community.index.reload();
    },
    count: () => byId.size,
  };
};
