/** What was changed and not saved yet, and the two ways on. Stays in sight at the foot of the page. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './structure.module.css';

export const SaveBar = ({
  problem,
  saving,
  onReset,
}: {
  /** Why it was not saved, or can't be. */
  problem: string | null;
  saving: boolean;
  onReset: () => void;
}) => {
  const { t } = useTranslation();
  return (
    <div className={styles.saveBar}>
      <p role={problem ? 'alert' : 'status'} data-problem={problem ? true : undefined}>
        {problem ?? t('structure.unsaved')}
      </p>
      <Button tone="quiet" onClick={onReset}>
        {t('structure.reset')}
      </Button>
      <Button type="submit" tone="accent" disabled={saving}>
        {t('common.save')}
      </Button>
    </div>
  );
};
