/** Branches: try a change apart from the board, see what it would change, then merge or drop it. */
import type { BranchView } from '@maru/sync-core';
import { Check, GitBranch, GitCompare, GitMerge, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icons.tsx';
import { ButtonMenu, type MenuEntry } from '../../../components/menu.tsx';
import { boardInput } from '../../../stores/board-store.ts';
import { useServices } from '../../../stores/services.ts';
import { useQuery } from '../../../stores/use-query.ts';
import { errorWords } from '../../../text/errors.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import { useBoard } from '../board-context.ts';
import { ChangeList } from './change-list.tsx';
import styles from './past.module.css';

/** The branch one is on; null on the board itself. */
export const useBranch = (): BranchView | null => {
  const { page, store } = useBoard();
  const branch = useStore(store.store, (state) => state.branch);
  return page.branches.find(({ id }) => id === branch) ?? null;
};

const OpenDialog = ({ onClose }: { onClose: () => void }) => {
  const { place, store } = useBoard();
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog title={t('boards.tryTitle')} description={t('boards.tryHint')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await bridge.command('openBranch', { ...boardInput(place), name: name.trim() });
          if (!done.ok) return setError(errorWords(t, done.error));
          await store.goTo(done.value.branch);
          onClose();
        }}
      >
        <Field
          label={t('boards.branchName')}
          placeholder={t('boards.branchPlaceholder')}
          value={name}
          maxLength={100}
          error={error}
          onChange={(event) => setName(event.target.value)}
        />
        <DialogFoot>
          <Button tone="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="accent" disabled={name.trim() === ''}>
            {t('boards.tryGo')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

/** Which of them is looked at, and a way to open one. */
export const BranchMenu = () => {
  const { page, store } = useBoard();
  const { t } = useTranslation();
  const current = useBranch();
  const [opening, setOpening] = useState(false);
  const open = page.branches.filter(({ state }) => state === 'open');
  const entries: readonly MenuEntry[] = [
    {
      label: t('boards.mainBoard'),
      icon: current === null ? Check : GitBranch,
      run: () => void store.goTo(null),
    },
    ...open.map(
      (branch): MenuEntry => ({
        label: t('boards.branchBy', { name: branch.name, person: branch.openedBy.name }),
        icon: branch.id === current?.id ? Check : GitBranch,
        run: () => void store.goTo(branch.id),
      }),
    ),
    'separator',
    {
      label: t('boards.try'),
      icon: Plus,
      reason: page.canEdit ? null : t('boards.cannotTry'),
      run: () => setOpening(true),
    },
  ];
  return (
    <>
      <ButtonMenu
        entries={entries}
        trigger={
          <Button tone="quiet" data-branch={current ? true : undefined}>
            <Icon of={GitBranch} size={16} />
            <span className={styles.branchName}>{current?.name ?? t('boards.try')}</span>
          </Button>
        }
      />
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </>
  );
};

const useDifference = (branch: BranchView) => {
  const { place } = useBoard();
  return useQuery('branchDifference', { ...boardInput(place), branch: branch.id }, ['documentsChanged']);
};

type Ask = 'difference' | 'merge' | 'drop';

const DifferenceDialog = ({
  branch,
  ask,
  onAsk,
  onClose,
}: {
  branch: BranchView;
  ask: Ask;
  onAsk: (ask: Ask) => void;
  onClose: () => void;
}) => {
  const { place, page, store } = useBoard();
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const { value } = useDifference(branch);
  const [error, setError] = useState<string | null>(null);
  const count = value?.changes.length ?? 0;
  const close = async (merged: boolean) => {
    const done = await bridge.command('closeBranch', { ...boardInput(place), branch: branch.id, merged });
    if (!done.ok) return setError(errorWords(t, done.error));
    await store.goTo(null);
    toasts.show(
      merged
        ? t('boards.merged', { name: branch.name })
        : t('boards.branchWasDropped', { name: branch.name }),
    );
    onClose();
  };
  const titles: Record<Ask, string> = {
    difference: t('boards.differenceTitle', { name: branch.name }),
    merge: t('boards.mergeTitle', { name: branch.name }),
    drop: t('boards.dropTitle', { name: branch.name }),
  };
  const hints: Record<Ask, string> = {
    difference: t('boards.differenceHint'),
    merge: t('boards.mergeHint'),
    drop: t('boards.dropHint'),
  };
  return (
    <Dialog title={titles[ask]} description={hints[ask]} width={560} onClose={onClose}>
      {/* A long list scrolls; the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region (WCAG 2.1.1). */}
      <section className={styles.difference} tabIndex={0} aria-label={t('boards.differenceLabel')} data-first>
        {value &&
          (count === 0 ? (
            <p className={styles.faint}>{t('boards.noDifference')}</p>
          ) : (
            <ChangeList changes={value.changes} />
          ))}
        {!value && <p className={styles.faint}>{t('boards.reading')}</p>}
      </section>
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <DialogFoot>
        <Button tone="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {ask === 'difference' && page.canEdit && (
          <>
            <Button onClick={() => onAsk('drop')}>{t('boards.drop')}</Button>
            <Button tone="accent" disabled={count === 0} onClick={() => onAsk('merge')}>
              {t('boards.merge')}
            </Button>
          </>
        )}
        {ask === 'merge' && (
          <Button tone="accent" onClick={() => void close(true)}>
            {t('boards.mergeGo', { count })}
          </Button>
        )}
        {ask === 'drop' && (
          <Button tone="danger" onClick={() => void close(false)}>
            {t('boards.dropGo')}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
};

/** On which branch one is, what it would change, and how it ends. */
export const BranchBanner = () => {
  const { page, store } = useBoard();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const branch = useBranch();
  const [ask, setAsk] = useState<Ask | null>(null);
  if (!branch) return null;
  const open = branch.state === 'open';
  return (
    <div className={styles.banner} role="status">
      <Icon of={GitBranch} size={17} />
      <p>
        <strong>{t('boards.onBranch', { name: branch.name })}</strong>
        <span>
          {open
            ? t('boards.onBranchHint', { name: branch.openedBy.name, time: words.relative(branch.openedAt) })
            : branch.state === 'merged'
              ? t('boards.branchMerged')
              : t('boards.branchDropped')}
        </span>
      </p>
      <div>
        {open && (
          <>
            <Button onClick={() => setAsk('difference')}>
              <Icon of={GitCompare} size={15} />
              {t('boards.difference')}
            </Button>
            {page.canEdit && (
              <>
                <Button onClick={() => setAsk('merge')}>
                  <Icon of={GitMerge} size={15} />
                  {t('boards.merge')}
                </Button>
                <Button onClick={() => setAsk('drop')}>
                  <Icon of={Trash2} size={15} />
                  {t('boards.drop')}
                </Button>
              </>
            )}
          </>
        )}
        <Button tone="quiet" onClick={() => void store.goTo(null)}>
          {t('boards.backToBoard')}
        </Button>
      </div>
      {ask && <DifferenceDialog branch={branch} ask={ask} onAsk={setAsk} onClose={() => setAsk(null)} />}
    </div>
  );
};
