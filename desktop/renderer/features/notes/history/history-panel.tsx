/** Who wrote what and when, beside the text; choosing a sitting shows what changed in it. */
import type { DocumentVersionView } from '@maru/sync-core';
import { Undo2, X } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../../components/arrow-focus.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { IconButton } from '../../../components/button.tsx';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import styles from '../notes.module.css';
import { historyDays, type Sitting } from './version-groups.ts';

const SittingRow = ({
  sitting,
  chosen,
  canUndo,
  onChoose,
  onUndo,
}: {
  sitting: Sitting;
  chosen: boolean;
  canUndo: boolean;
  onChoose: () => void;
  onUndo: () => void;
}) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const { by, at } = sitting.newest;
  const name = by?.name ?? t('notes.someone');
  return (
    <li className={styles.sitting} data-chosen={chosen || undefined}>
      <button type="button" data-row aria-pressed={chosen} onClick={onChoose}>
        <Avatar name={name} colour={by?.colour ?? 'moss'} size={24} />
        <span className={styles.sittingText}>
          <strong>{name}</strong>
          <small>
            <time title={words.exact(at)}>{words.clock(at)}</time>
            {' · '}
            {t('notes.changes', { count: sitting.count })}
          </small>
        </span>
      </button>
      {canUndo && by && (
        <IconButton
          icon={Undo2}
          size={16}
          label={t('notes.undoPersonSince', { name })}
          side="left"
          onClick={onUndo}
        />
      )}
    </li>
  );
};

export const HistoryPanel = ({
  versions,
  hasMore,
  chosen,
  canEdit,
  onChoose,
  onUndo,
  onClose,
}: {
  versions: readonly DocumentVersionView[] | null;
  hasMore: boolean;
  chosen: Sitting | null;
  canEdit: boolean;
  onChoose: (sitting: Sitting) => void;
  onUndo: (sitting: Sitting) => void;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const days = useMemo(() => historyDays(versions ?? []), [versions]);
  return (
    <aside className={styles.aside} aria-label={t('notes.history')} onKeyDown={arrowFocus('[data-row]')}>
      <header className={styles.asideHead}>
        <h2>{t('notes.history')}</h2>
        <IconButton icon={X} label={t('common.close')} keys="Esc" onClick={onClose} />
      </header>
      <div className={styles.asideBody}>
        {days.map((day) => (
          <section key={day.at} className={styles.day}>
            <h3>{words.day(day.at)}</h3>
            <ul>
              {day.sittings.map((sitting) => (
                <SittingRow
                  key={sitting.newest.id}
                  sitting={sitting}
                  chosen={sitting.newest.id === chosen?.newest.id}
                  canUndo={canEdit}
                  onChoose={() => onChoose(sitting)}
                  onUndo={() => onUndo(sitting)}
                />
              ))}
            </ul>
          </section>
        ))}
        {versions?.length === 0 && <p className={styles.none}>{t('notes.noHistory')}</p>}
        {hasMore && <p className={styles.none}>{t('notes.historyCut')}</p>}
      </div>
    </aside>
  );
};
