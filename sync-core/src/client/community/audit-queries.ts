/**
 * Reads of what was done and why it counts [T10]. For those who may view the audit log; what somebody did, and
 * what is about them, is theirs to read in any case.
 */
import { compareStrings, err, ok } from '../../base/index.ts';
import {
  type AccountKind,
  type Community,
  can,
  type Named,
  nameOf,
  type Trail,
  type TrailEntry,
} from '../../governance/index.ts';
import type { OpId } from '../../model/index.ts';
import type {
  AuditFilterInput,
  AuditNames,
  AuditPage,
  AuditReasonView,
  ForkView,
  OverturnedView,
  RejectedView,
} from '../audit-views.ts';
import { type ClientError, notFound, type Outcome } from '../errors.ts';
import { createEntryViews } from './audit-entry.ts';
import { reasonOf } from './audit-reason.ts';
import type { CommunityCore } from './core.ts';
import type { OverturnedNotices } from './overturned-notices.ts';

export type AuditQueries = {
  /** Entries that suit, the newest first; `before`: only those that come earlier. */
  auditPage(filter: AuditFilterInput, before: OpId | null, limit: number): Outcome<AuditPage>;
  auditReason(op: OpId): Outcome<AuditReasonView>;
  auditNames(): Outcome<AuditNames>;
  /** What was overturned and concerns the own person, the latest first. */
  overturned(): readonly OverturnedView[];
};

export const mayAudit = (community: Community, self: CommunityCore['self']): ClientError | null =>
  can(community, self, 'viewAuditLog') ? null : { kind: 'not-allowed', permission: 'viewAuditLog' };

const isAbout = ({ account }: TrailEntry, id: string): boolean =>
  account.targets.some((target) => target.id === id) ||
  account.changes.some(({ to }) => to?.kind === 'named' && to.named.some((named) => named.id === id));

const suits = (entry: TrailEntry, filter: AuditFilterInput, kinds: ReadonlySet<AccountKind>): boolean =>
  (filter.by === null || entry.by === filter.by) &&
  (kinds.size === 0 || kinds.has(entry.account.kind)) &&
  (filter.fromMs === null || entry.at >= filter.fromMs) &&
  (filter.untilMs === null || entry.at <= filter.untilMs) &&
  (filter.counts === null || filter.counts === (entry.refusal === null)) &&
  (filter.target === null || isAbout(entry, filter.target));

const isGone = (community: Community, named: Named): boolean => {
  switch (named.kind) {
    case 'member':
      return !community.members.has(named.id);
    case 'role':
      return !community.roles.has(named.id);
    case 'channel':
      return !community.channels.has(named.id);
    case 'category':
      return !community.categories.has(named.id);
    case 'rule':
      return !community.autoRules.has(named.id);
    case 'everyone':
    case 'invite':
      return false;
  }
};

export const createAuditQueries = (core: CommunityCore, notices: OverturnedNotices): AuditQueries => {
  const { governance, store, self } = core;

  const pageOf = (
    trail: Trail,
    filter: AuditFilterInput,
    before: OpId | null,
    limit: number,
  ): Pick<AuditPage, 'total' | 'hasMore'> & { readonly found: readonly TrailEntry[] } => {
    const kinds = new Set(filter.kinds);
    const found: TrailEntry[] = [];
    let total = 0;
    let passed = before === null;
    let hasMore = false;
    for (let at = trail.entries.length - 1; at >= 0; at--) {
      const entry = trail.entries[at];
      if (entry === undefined) continue;
      if (suits(entry, filter, kinds)) {
        total++;
        if (passed && found.length < limit) found.push(entry);
        else if (passed) hasMore = true;
      }
      if (entry.op === before) passed = true;
    }
    return { found, total, hasMore };
  };

  const forks = (): readonly ForkView[] => {
    const community = governance.current();
    const views = createEntryViews(governance.trail());
    return store.streams().flatMap((stream) =>
      store
        .chains(stream)
        .filter(({ frozenAt }) => frozenAt !== null)
        .map(({ opening }): ForkView => {
          const member = community.devices.get(opening.device)?.member ?? null;
          const channel =
            stream.kind === 'governance' ? null : (community.channels.get(stream.channel)?.name ?? '');
          return { author: views.author(member, null), channel };
        }),
    );
  };

  const rejected = (): readonly RejectedView[] => {
    const community = governance.current();
    const views = createEntryViews(governance.trail());
    const counts = new Map<string, RejectedView>();
    for (const { stream, device, what, count } of store.rejected()) {
      if (stream.kind !== 'channel') continue;
      const author = views.author(community.devices.get(device)?.member ?? null, null);
      const channel = views.nameOfId(stream.channel);
      const key = `${author.member} ${stream.channel} ${what}`;
      counts.set(key, { author, channel, what, count: count + (counts.get(key)?.count ?? 0) });
    }
    return [...counts.values()];
  };

  return {
    auditPage(filter, before, limit) {
      const refused = mayAudit(governance.current(), self);
      if (refused !== null) return err(refused);
      const trail = governance.trail();
      const { found, total, hasMore } = pageOf(trail, filter, before, limit);
      const { entry } = createEntryViews(trail);
      return ok({
        entries: found.map(entry),
        total,
        hasMore,
        ...(before === null ? { forks: forks(), rejected: rejected() } : { forks: [], rejected: [] }),
      });
    },
    auditReason(op) {
      const community = governance.current();
      const trail = governance.trail();
      const entry = trail.entries.find((one) => one.op === op);
      if (entry === undefined) return notFound;
      const refused = entry.by === self || isAbout(entry, self) ? null : mayAudit(community, self);
      if (refused !== null) return err(refused);
      const verdict = governance.audit({ op })[0]?.verdict;
      const why = verdict?.counts === true ? verdict.why : [];
      const { envelope } = governance;
      return ok(reasonOf({ trail, views: createEntryViews(trail), community, envelope }, entry, why));
    },
    auditNames() {
      const community = governance.current();
      const refused = mayAudit(community, self);
      if (refused !== null) return err(refused);
      const all = [...governance.trail().names.values()]
        .filter(({ kind }) => kind !== 'invite' && kind !== 'everyone')
        .map((named) => ({ named, gone: isGone(community, named) }))
        .sort((a, b) => Number(a.gone) - Number(b.gone) || compareStrings(nameOf(a.named), nameOf(b.named)));
      return ok({
        people: all.flatMap(({ named, gone }) =>
          named.kind === 'member' ? [{ id: named.id, name: named.name, gone }] : [],
        ),
        things: all.filter(({ named }) => named.kind !== 'member'),
      });
    },
    overturned() {
      const kept = notices.list();
      if (kept.length === 0) return [];
      const trail = governance.trail();
      const views = createEntryViews(trail);
      const wanted = new Set(kept.flatMap(({ op, cause }) => (cause === null ? [op] : [op, cause])));
      const byOp = new Map(
        trail.entries.filter(({ op }) => wanted.has(op)).map((entry) => [entry.op, entry]),
      );
      return kept.flatMap(({ op, cause, counted, at }): readonly OverturnedView[] => {
        const entry = byOp.get(op);
        if (entry === undefined || (entry.refusal === null) === counted) return [];
        const by = cause === null ? undefined : byOp.get(cause);
        return [
          {
            entry: views.entry(entry),
            mine: entry.by === self,
            cause: by === undefined ? null : views.entry(by),
            noticedAt: at,
          },
        ];
      });
    },
  };
};
