/**
 * The board as it was: a slider over its versions (arrows step through them), who made each and when, what it
 * changed, and a way to make the board that again. While one looks back, nothing can be changed.
 */
import { Slider } from '@base-ui/react/slider';
import type { BoardVersion } from '@maru/sync-core';
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, History, X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../../components/avatar.tsx';
import { Button, IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import slider from '../../../components/slider.module.css';
import { boardInput } from '../../../stores/board-store.ts';
import { useServices } from '../../../stores/services.ts';
import { useQuery } from '../../../stores/use-query.ts';
import { errorWords } from '../../../text/errors.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import { useBoard } from '../board-context.ts';
import { ChangeList } from './change-list.tsx';
import styles from './past.module.css';
import { RestoreDialog } from './restore-dialog.tsx';

type Loaded = { readonly versions: readonly BoardVersion[]; readonly hasMore: boolean };

/** The newest first; earlier ones are asked for. */
const useVersions = () => {
  const { place, store } = useBoard();
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const branch = useStore(store.store, (state) => state.branch);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const load = useCallback(
    async (before: string | null) => {
      const page = await bridge.query('boardHistory', { ...boardInput(place), branch, before });
      if (!page.ok) return void toasts.show(errorWords(t, page.error), { tone: 'problem' });
      setLoaded((known) => ({
        versions:
          before === null || !known ? page.value.versions : [...known.versions, ...page.value.versions],
        hasMore: page.value.hasMore,
      }));
    },
    [bridge, place, branch, toasts, t],
  );
  useEffect(() => void load(null), [load]);
  return { loaded, earlier: () => load(loaded?.versions.at(-1)?.id ?? null) };
};

const Changes = ({ version }: { version: string }) => {
  const { place, store } = useBoard();
  const { t } = useTranslation();
  const branch = useStore(store.store, (state) => state.branch);
  const { value } = useQuery('boardVersion', { ...boardInput(place), branch, version }, []);
  if (!value) return <p className={styles.faint}>{t('boards.reading')}</p>;
  if (value.changes.length === 0) return <p className={styles.faint}>{t('boards.nothingSeen')}</p>;
  return <ChangeList changes={value.changes} />;
};

export const PastBar = ({ onClose }: { onClose: () => void }) => {
  const { page, store } = useBoard();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const at = useStore(store.store, (state) => state.at);
  const { loaded, earlier } = useVersions();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const leave = () => {
    void store.lookAt(null);
    onClose();
  };
  const oldestFirst = (loaded?.versions ?? []).toReversed();
  const newest = oldestFirst.length - 1;
  const found = at === null ? newest : oldestFirst.findIndex(({ id }) => id === at);
  const index = found < 0 ? newest : found;
  const version = oldestFirst[index];
  const look = (to: number) => {
    const wanted = oldestFirst[to];
    if (wanted) void store.lookAt(to === newest ? null : wanted.id);
  };
  const said = (to: number): string => {
    const one = oldestFirst[to];
    return one ? t('boards.versionSaid', { name: one.by.name, time: words.exact(one.at) }) : '';
  };
  return (
    <section className={styles.bar} aria-label={t('boards.pastLabel')}>
      {open && version && (
        <div className={styles.changed}>
          <Changes key={version.id} version={version.id} />
        </div>
      )}
      <div className={styles.row}>
        <Icon of={History} size={17} />
        {version ? (
          <p className={styles.who}>
            <Avatar name={version.by.name} colour={version.by.colour} size={22} />
            <strong>{version.by.name}</strong>
            <time title={words.exact(version.at)}>{words.relative(version.at)}</time>
            {index === newest && <span className={styles.faint}>{t('boards.isNow')}</span>}
          </p>
        ) : (
          <p className={styles.who}>{loaded ? t('boards.noHistory') : t('boards.reading')}</p>
        )}
        {version && (
          <Button tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('boards.whatChanged')}
            <Icon of={open ? ChevronDown : ChevronUp} size={15} />
          </Button>
        )}
        {version && index !== newest && page.canEdit && (
          <Button onClick={() => setAsking(true)}>{t('boards.makeSo')}</Button>
        )}
        <IconButton icon={X} label={t('boards.leavePast')} onClick={leave} />
      </div>
      {newest > 0 && (
        <div className={styles.slide}>
          {loaded?.hasMore && (
            <Button tone="quiet" onClick={() => void earlier()}>
              {t('boards.loadEarlier')}
            </Button>
          )}
          <IconButton
            icon={ChevronLeft}
            size={16}
            label={t('boards.stepBack')}
            disabled={index <= 0}
            onClick={() => look(index - 1)}
          />
          <Slider.Root
            className={styles.slider}
            min={0}
            max={newest}
            step={1}
            value={index}
            onValueChange={(to) => look(to)}
          >
            <Slider.Control className={slider.control}>
              <Slider.Track className={slider.track}>
                <Slider.Indicator className={slider.on} />
                <Slider.Thumb
                  className={slider.thumb}
                  aria-label={t('boards.version')}
                  getAriaValueText={(_, to) => said(to)}
                />
              </Slider.Track>
            </Slider.Control>
          </Slider.Root>
          <IconButton
            icon={ChevronRight}
            size={16}
            label={t('boards.stepOn')}
            disabled={index >= newest}
            onClick={() => look(index + 1)}
          />
          <span className={styles.faint}>{t('boards.versionOf', { at: index + 1, count: newest + 1 })}</span>
        </div>
      )}
      {asking && version && (
        <RestoreDialog
          version={version}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            leave();
          }}
        />
      )}
    </section>
  );
};
