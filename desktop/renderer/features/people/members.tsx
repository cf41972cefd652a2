/** All members: found by name and role, with what can be done with each, and with many at once. */
import { type CommunityId, limits, type MemberView, type Permission, type RoleView } from '@maru/sync-core';
import { Search, Undo2, UsersRound } from 'lucide-react';
import {
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Field, Select } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useMembers, usePermissions } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { useNow } from '../../text/use-time.ts';
import { type MemberPick, type MemberSort, pickMembers } from './member-filter.ts';
import { MemberRow } from './member-row.tsx';
import styles from './people.module.css';
import { type Selection, useSelection } from './use-selection.ts';

const nobody: readonly MemberView[] = [];
const noRoles: readonly RoleView[] = [];
const rowHeight = 57;
const framesToShow = 30;

const Selected = ({
  community,
  selection,
  shown,
}: {
  community: CommunityId;
  selection: Selection;
  shown: readonly MemberView[];
}) => {
  const { people } = useServices();
  const { t } = useTranslation();
  const { chosen } = selection;
  const tooMany = chosen.length > limits.membersPerRevert;
  return (
    <div className={styles.selected} role="status">
      <p>
        {t('people.selected', { count: chosen.length })}
        {tooMany && <small>{t('people.tooManySelected', { count: limits.membersPerRevert })}</small>}
      </p>
      <Button tone="quiet" onClick={() => selection.add(shown.map(({ member }) => member))}>
        {t('people.selectShown')}
      </Button>
      <Button tone="quiet" onClick={selection.clear}>
        {t('people.clearSelection')}
      </Button>
      <Button
        tone="danger"
        disabled={tooMany}
        onClick={() => people.ask(community, { kind: 'revert', people: chosen })}
      >
        <Icon of={Undo2} size={16} />
        {t('people.revert')}
      </Button>
    </div>
  );
};

/** Arrows, Home and End move among the rows; the virtual list brings the next one in first. */
const useRowKeys = (count: number) => {
  const list = useRef<VirtualizerHandle>(null);
  const wanted = useRef(0);
  /** A row far off is made, measured and only then shown: until it takes the focus, or another is wanted. */
  const focusRow = (index: number, frames: number) => {
    const row = document.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`);
    row?.focus({ preventScroll: true });
    if (frames > 0 && wanted.current === index && (!row || document.activeElement !== row))
      requestAnimationFrame(() => focusRow(index, frames - 1));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = event.target.closest('[data-index]');
    if (!row) return;
    const at = Number(row.getAttribute('data-index'));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[event.key];
    if (next === undefined || next < 0 || next >= count) return;
    event.preventDefault();
    wanted.current = next;
    list.current?.scrollToIndex(next, { align: 'nearest' });
    focusRow(next, framesToShow);
  };
  return { list, onKeyDown };
};

export const Members = ({ community }: { community: CommunityId }) => {
  const { people } = useServices();
  const { t, i18n } = useTranslation();
  const view = useMembers();
  const permissions = usePermissions();
  const now = useNow();
  const [text, setText] = useState('');
  const [pick, setPick] = useState<MemberPick>('all');
  const [sort, setSort] = useState<MemberSort>('name');
  const asked = useDeferredValue(text);
  const shown = useMemo(
    () => (view ? pickMembers(view, { text: asked, pick, sort }, { language: i18n.language, now }) : nobody),
    [view, asked, pick, sort, i18n.language, now],
  );
  const roles = view?.roles ?? noRoles;
  const selection = useSelection(view?.members ?? nobody);
  const { value: reverts } = useQuery('reverts', { community }, ['governanceChanged']);
  const { list, onKeyDown } = useRowKeys(shown.length);
  const may = (permission: Permission) =>
    permissions.includes(permission) || permissions.includes('administrator');
  const mayRevert = may('banMembers');

  // The page scrolls, and the rows begin below what stands above them.
  const scroller = useRef<HTMLElement | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => {
    scroller.current = document.getElementById('page');
    const page = scroller.current;
    if (!page || !rows.current) return;
    setAbove(rows.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
  }, []);

  const onCard = useCallback(
    ({ member }: MemberView, anchor: HTMLElement) => people.openCard({ community, member, anchor }),
    [people, community],
  );
  const onMenu = useCallback(
    ({ member }: MemberView, anchor: HTMLElement) => people.openMenu({ community, member, anchor }),
    [people, community],
  );
  const { toggle } = selection;
  const onSelect = useCallback(({ member }: MemberView) => toggle(member), [toggle]);

  const picks: readonly { value: MemberPick; label: string }[] = [
    { value: 'all', label: t('people.everyRole') },
    ...roles.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'none', label: t('people.noRole') },
    { value: 'timed-out', label: t('people.timedOutOnly') },
  ];
  const sorts: readonly { value: MemberSort; label: string }[] = [
    { value: 'name', label: t('people.sortName') },
    { value: 'newest', label: t('people.sortNewest') },
    { value: 'oldest', label: t('people.sortOldest') },
  ];
  return (
    <section className={styles.members}>
      <div className={styles.tools}>
        <Field
          type="search"
          label={t('people.search')}
          placeholder={t('people.search')}
          hideLabel
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          label={t('people.filterRole')}
          hideLabel
          value={pick}
          options={picks}
          onChange={(value) => setPick(picks.find((one) => one.value === value)?.value ?? 'all')}
        />
        <Select
          label={t('people.sort')}
          hideLabel
          value={sort}
          options={sorts}
          onChange={(value) => setSort(sorts.find((one) => one.value === value)?.value ?? 'name')}
        />
      </div>
      <div className={styles.counted}>
        <p role="status">{t('people.shown', { count: shown.length })}</p>
        {reverts && reverts.length > 0 && (
          <Button tone="quiet" onClick={() => people.ask(community, { kind: 'reverts' })}>
            {t('people.reverts', { count: reverts.length })}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the rows' own buttons. */}
      <div ref={rows} onKeyDown={onKeyDown}>
        <Virtualizer
          ref={list}
          as="ul"
          item="li"
          scrollRef={scroller}
          startMargin={above}
          itemSize={rowHeight}
          bufferSize={400}
          data={shown}
        >
          {(member, index) => (
            <div key={member.member} data-index={index}>
              <MemberRow
                member={member}
                roles={roles}
                owner={view?.owner === member.member}
                selected={mayRevert ? selection.has(member.member) : null}
                onSelect={onSelect}
                onCard={onCard}
                onMenu={onMenu}
              />
            </div>
          )}
        </Virtualizer>
      </div>
      {view && shown.length === 0 && (
        <EmptyState
          art={<Icon of={asked === '' ? UsersRound : Search} size={26} />}
          title={t('people.nobody')}
        >
          {t('people.nobodyHint')}
        </EmptyState>
      )}
      {selection.chosen.length > 0 && <Selected community={community} selection={selection} shown={shown} />}
    </section>
  );
};
