/** This device's data was restored or copied, and its other life showed: told until it is dismissed [S4]. */
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './connection.module.css';

export const ForkBanner = () => {
  const { app } = useServices();
  const { t } = useTranslation();
  const forked = useStore(app.store, (state) => state.deviceForked);
  if (!forked) return null;
  return (
    <div className={styles.banner} role="alert">
      {t('connection.forked')}
      <IconButton icon={X} size={15} label={t('common.close')} onClick={app.dismissFork} />
    </div>
  );
};
