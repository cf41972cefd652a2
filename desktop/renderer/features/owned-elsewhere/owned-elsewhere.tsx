/** Another tab holds the files: say so, and offer to take over. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Logo } from '../../components/logo.tsx';
import { useServices } from '../../stores/services.ts';
import styles from '../first-run/first-run.module.css';

export const OwnedElsewhere = () => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  return (
    <main className={styles.center}>
      <EmptyState
        art={<Logo size={44} />}
        title={t('owned.title')}
        action={
          <Button tone="accent" onClick={() => void bridge.command('takeOver', {})}>
            {t('owned.go')}
          </Button>
        }
      >
        {t('owned.hint')}
      </EmptyState>
    </main>
  );
};
