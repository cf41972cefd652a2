/** The acts that suit the filter, as many as have been scrolled to; arrows, Home and End move among them. */
import type { AuditEntryView, CommunityId, OpId } from '@maru/sync-core';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import styles from './audit.module.css';
import type { DetailActions } from './audit-detail.tsx';
import { AuditRow } from './audit-row.tsx';

const rowHeight = 72;
/** More is read when fewer than these are left below. */
const ahead = 40;

export const AuditList = ({
  community,
  entries,
  total,
  actions,
  onMore,
}: {
  community: CommunityId;
  entries: readonly AuditEntryView[];
  total: number;
  actions: DetailActions;
  onMore: () => void;
}) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState<OpId | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const list = useRef<VirtualizerHandle>(null);
  // The page scrolls, and the rows begin below what stands above them.
  const scroller = useRef<HTMLElement | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => {
    const page = document.getElementById('page');
    const top = rows.current;
    scroller.current = page;
    if (page === null || top === null) return;
    const measure = () =>
      setAbove(top.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
    measure();
    const watch = new ResizeObserver(measure);
    for (const part of top.parentElement?.children ?? []) if (part !== top) watch.observe(part);
    return () => watch.disconnect();
  }, []);

  const onScroll = () => {
    const handle = list.current;
    if (handle === null) return;
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize);
    if (last > entries.length - ahead) onMore();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!event.target.hasAttribute('data-entry')) return;
    const at = Number(event.target.closest('[data-index]')?.getAttribute('data-index'));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (next === undefined || next < 0 || next >= entries.length) return;
    event.preventDefault();
    list.current?.scrollToIndex(next, { align: 'nearest' });
    requestAnimationFrame(() =>
      rows.current
        ?.querySelector<HTMLElement>(`[data-index="${next}"] [data-entry]`)
        ?.focus({ preventScroll: true }),
    );
    if (next > entries.length - ahead) onMore();
  };

  if (entries.length === 0) return null;
  return (
    <div
      ref={rows}
      role="feed"
      aria-label={t('audit.list')}
      className={styles.list}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const row = event.target.closest('[data-index]');
        setFocused(row === null ? null : Number(row.getAttribute('data-index')));
      }}
    >
      <Virtualizer
        ref={list}
        scrollRef={scroller}
        startMargin={above}
        itemSize={rowHeight}
        bufferSize={600}
        keepMounted={focused === null ? [] : [focused]}
        data={entries}
        onScroll={onScroll}
      >
        {(entry, index) => (
          <div key={entry.op} data-index={index}>
            <AuditRow
              community={community}
              entry={entry}
              place={{ index, total }}
              open={open === entry.op}
              onToggle={() => setOpen(open === entry.op ? null : entry.op)}
              actions={actions}
            />
          </div>
        )}
      </Virtualizer>
    </div>
  );
};
