/** Raids that were undone, and the way back of each. */
import type { CommunityId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useQuery } from '../../stores/use-query.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { Barred } from './barred.tsx';
import styles from './people.module.css';
import { usePeopleActs } from './use-people-acts.ts';

export const RevertsDialog = ({ community, onClose }: { community: CommunityId; onClose: () => void }) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const acts = usePeopleActs(community);
  const { value } = useQuery('reverts', { community }, ['governanceChanged']);
  return (
    <Dialog title={t('people.revertsTitle')} onClose={onClose}>
      <ul className={styles.list}>
        {value?.map(({ op, by, at, since, reason, members, undone, undo }) => (
          <li key={op} className={styles.row}>
            <div className={styles.text}>
              <p className={styles.name}>{members.map(({ name }) => name).join(', ')}</p>
              <p className={styles.note}>
                {t('people.revertLine', {
                  by,
                  since: since === 0 ? t('people.sinceAlways') : words.exact(since),
                })}
                {' · '}
                <time dateTime={new Date(at).toISOString()} title={words.exact(at)}>
                  {words.relative(at)}
                </time>
              </p>
              {reason && <p className={styles.note}>{t('people.why', { reason })}</p>}
              {undone && (
                <p className={styles.note}>
                  {t('people.undoneBy', { by: undone.by, time: words.relative(undone.at) })}
                </p>
              )}
            </div>
            {!undone && (
              <Barred verdict={undo}>
                <Button onClick={() => void acts.undoRevert(op)}>{t('people.undoRevert')}</Button>
              </Barred>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
