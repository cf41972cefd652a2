/** The files could not be opened: why, in words, and another try. Nothing was changed in them. */
import { unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { HostError } from '../../../contract/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Logo } from '../../components/logo.tsx';
import styles from '../first-run/first-run.module.css';

const reason = (t: TFunction, failure: HostError): string => {
  if (failure.kind !== 'storage') return t('notOpened.internal');
  switch (failure.error.kind) {
    case 'busy':
      return t('notOpened.busy');
    case 'full':
      return t('notOpened.full');
    case 'corrupt':
      return t('notOpened.corrupt');
    case 'io':
      return t('notOpened.io');
    case 'newer-schema':
      return t('notOpened.newer');
    case 'sqlite-too-old':
      return t('notOpened.old');
    default:
      return unreachable(failure.error);
  }
};

export const NotOpened = ({ failure }: { failure: HostError }) => {
  const { t } = useTranslation();
  return (
    <main className={styles.center}>
      <EmptyState
        art={<Logo size={44} />}
        title={t('notOpened.title')}
        action={
          <Button tone="accent" onClick={() => window.location.reload()}>
            {t('common.retry')}
          </Button>
        }
      >
        <span role="alert">{reason(t, failure)}</span>
      </EmptyState>
    </main>
  );
};
