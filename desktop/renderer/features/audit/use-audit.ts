/** The record page by page: more is read as one scrolls, and what is on screen again when something was done. */
import type { AuditFilterInput, AuditPage, CommunityId } from '@maru/sync-core';
import { limits } from '@maru/sync-core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { HostError } from '../../../contract/index.ts';
import { createRefresher } from '../../stores/refresher.ts';
import { useServices } from '../../stores/services.ts';

const pageSize = 100;

export const useAudit = (community: CommunityId, filter: AuditFilterInput) => {
  const { bridge } = useServices();
  const [read, setRead] = useState<AuditPage | null>(null);
  const [error, setError] = useState<HostError | null>(null);
  const asked = JSON.stringify(filter);
  const latest = useRef<{ filter: AuditFilterInput; read: AuditPage | null; busy: boolean }>({
    filter,
    read,
    busy: false,
  });
  latest.current.filter = filter;
  latest.current.read = read;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` stands for the filter.
  useEffect(() => {
    let stopped = false;
    let first = true;
    const refresh = createRefresher(async () => {
      const shown = first ? 0 : (latest.current.read?.entries.length ?? 0);
      const limit = Math.min(Math.max(shown, pageSize), limits.auditPage);
      const answer = await bridge.query('audit', {
        community,
        filter: latest.current.filter,
        before: null,
        limit,
      });
      if (stopped) return;
      first = false;
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setRead(answer.value);
    });
    void refresh();
    const end = bridge.listen('governanceChanged', (event) => {
      if (event.community === community) void refresh();
    });
    return () => {
      stopped = true;
      end();
    };
  }, [bridge, community, asked]);

  const more = useCallback(async () => {
    const { read: shown, filter: of, busy } = latest.current;
    const last = shown?.entries.at(-1);
    if (busy || !shown?.hasMore || last === undefined) return;
    latest.current.busy = true;
    const answer = await bridge.query('audit', { community, filter: of, before: last.op, limit: pageSize });
    latest.current.busy = false;
    // Another filter was chosen, or the list was read again, meanwhile.
    if (!answer.ok || latest.current.read !== shown) return;
    const { entries, hasMore, total } = answer.value;
    setRead({ ...shown, total, hasMore, entries: [...shown.entries, ...entries] });
  }, [bridge, community]);

  return { read, error, more };
};
