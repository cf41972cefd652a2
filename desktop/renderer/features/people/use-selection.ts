/** Members that are picked out for one act: those who leave the list meanwhile are dropped from it. */
import type { MemberId, MemberView } from '@maru/sync-core';
import { useCallback, useMemo, useState } from 'react';

export type Selection = {
  readonly has: (member: MemberId) => boolean;
  readonly toggle: (member: MemberId) => void;
  readonly add: (members: readonly MemberId[]) => void;
  readonly clear: () => void;
  readonly chosen: readonly MemberView[];
};

export const useSelection = (members: readonly MemberView[]): Selection => {
  const [ids, setIds] = useState<ReadonlySet<MemberId>>(new Set());
  const chosen = useMemo(() => members.filter(({ member }) => ids.has(member)), [members, ids]);
  return {
    chosen,
    has: useCallback((member) => ids.has(member), [ids]),
    toggle: useCallback(
      (member) =>
        setIds((before) => {
          const after = new Set(before);
          if (!after.delete(member)) after.add(member);
          return after;
        }),
      [],
    ),
    add: useCallback((more) => setIds((before) => new Set([...before, ...more])), []),
    clear: useCallback(() => setIds(new Set()), []),
  };
};
