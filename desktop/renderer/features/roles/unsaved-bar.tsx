/** What stands at the foot while there is something to save: see what it would do, take it back, save it. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './roles.module.css';

export const UnsavedBar = ({
  problem,
  busy,
  ready,
  onLook,
  onReset,
  onSave,
}: {
  problem: string | null;
  busy: boolean;
  ready: boolean;
  onLook: () => void;
  onReset: () => void;
  onSave: () => void;
}) => {
  const { t } = useTranslation();
  return (
    <section className={styles.bar} aria-label={t('roles.unsaved')}>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : (
        <p role="status">{t('roles.unsaved')}</p>
      )}
      <div className={styles.barActions}>
        <Button tone="quiet" disabled={!ready} onClick={onLook}>
          {t('roles.wouldChange')}
        </Button>
        <Button onClick={onReset}>{t('roles.reset')}</Button>
        <Button tone="accent" disabled={busy || !ready} onClick={onSave}>
          {t('common.save')}
        </Button>
      </div>
    </section>
  );
};
