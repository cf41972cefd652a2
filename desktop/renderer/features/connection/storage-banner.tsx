/** The file could not be written: above everything, in words, until it is dismissed. */
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './connection.module.css';

export const StorageBanner = () => {
  const { app } = useServices();
  const { t } = useTranslation();
  const kind = useStore(app.store, (state) => state.storageFailure);
  if (!kind) return null;
  const words = {
    full: t('storageFailure.full'),
    corrupt: t('storageFailure.corrupt'),
    io: t('storageFailure.io'),
    busy: t('storageFailure.busy'),
  };
  return (
    <div className={styles.banner} role="alert">
      {words[kind]}
      <IconButton icon={X} size={15} label={t('common.close')} onClick={app.dismissStorageFailure} />
    </div>
  );
};
