/** Entries of the record with names in them: those of then, and for what had no name any more the last it had. */
import {
  type AccountChange,
  type AccountValue,
  type Named,
  nameOf,
  type Trail,
  type TrailEntry,
} from '../../governance/index.ts';
import type { MemberId } from '../../model/index.ts';
import type { ActorView, AuditEntryView } from '../audit-views.ts';

export const createEntryViews = ({ names }: Pick<Trail, 'names'>) => {
  const named = (one: Named): Named => {
    if (one.kind === 'everyone' || nameOf(one) !== '') return one;
    const known = names.get(one.id);
    return known?.kind === one.kind ? known : one;
  };
  const nameOfId = (id: string): string => {
    const known = names.get(id);
    return known === undefined ? '' : nameOf(known);
  };
  const value = (of: AccountValue): AccountValue =>
    of?.kind === 'named' ? { ...of, named: of.named.map(named) } : of;
  const author = (member: MemberId | null, then: Named | null): ActorView => {
    const name = then === null ? '' : nameOf(then);
    return { member, name: name !== '' || member === null ? name : nameOfId(member) };
  };
  return {
    named,
    nameOfId,
    author,
    entry: ({ op, account, author: then, by, at, datedBack, refusal }: TrailEntry): AuditEntryView => ({
      op,
      kind: account.kind,
      author: author(by, then),
      targets: account.targets.map(named),
      reason: account.reason,
      changes: account.changes.map(
        (one): AccountChange => ({ ...one, from: value(one.from), to: value(one.to) }),
      ),
      at,
      datedBack,
      refusal,
    }),
  };
};
export type EntryViews = ReturnType<typeof createEntryViews>;
