/**
 * After the own document brought what another device of the person changed: open communities take their part,
 * those that are new on the list are opened, those that were taken off it are closed.
 */
import type { SelfKey } from '../../documents/index.ts';
import type { CommunityId } from '../../model/index.ts';
import type { CommunityEntry } from '../../storage/index.ts';
import type { OpenCommunity } from '../community/open-community.ts';
import type { EventSink } from '../events.ts';
import { listedCommunity } from './profile-tables.ts';
import type { SelfReads } from './self-state.ts';

export type SelfMergedDeps = {
  readonly self: SelfReads;
  readonly open: ReadonlyMap<CommunityId, OpenCommunity>;
  readonly openEntry: (entry: CommunityEntry) => Promise<void>;
  readonly close: (community: CommunityId) => Promise<void>;
  readonly emit: EventSink;
};

const attentionKinds: ReadonlySet<SelfKey['kind']> = new Set(['level', 'mute', 'suppress', 'quiet']);

export const createSelfMerged = ({ self, open, openEntry, close, emit }: SelfMergedDeps) => {
  const follow = async (community: CommunityId): Promise<void> => {
    const entry = listedCommunity(self, community);
    const opened = open.get(community);
    if (entry === null) {
      if (opened) await close(community);
    } else if (!opened) await openEntry(entry);
    else {
      const [url] = entry.relayUrls;
      if (url !== undefined && url !== opened.queries.connection().relayUrl) opened.setRelay(url);
    }
  };

  return async (changed: readonly SelfKey[]): Promise<void> => {
    const listed = changed.flatMap((key) =>
      key.kind === 'community' || key.kind === 'relays' || key.kind === 'order' ? [key.community] : [],
    );
    for (const community of new Set(listed)) await follow(community);
    for (const community of open.values()) await community.selfChanged(changed);
    if (changed.some(({ kind }) => kind === 'setting')) emit('settingsChanged', {});
    if (changed.some(({ kind }) => kind === 'missedCalls')) emit('missedCallsChanged', {});
    if (listed.length > 0) emit('communitiesChanged', {});
    if (changed.some(({ kind }) => attentionKinds.has(kind))) {
      emit('attentionChanged', {});
      for (const community of open.keys()) emit('sidebarChanged', { community });
    }
  };
};
