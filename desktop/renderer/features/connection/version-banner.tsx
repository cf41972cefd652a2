/** A newer version of Maru has arrived and waits: told, and started when the person says so. */
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './connection.module.css';

export const VersionBanner = () => {
  const { environment } = useServices();
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState<{ readonly start: () => void } | null>(null);
  useEffect(() => environment.onNewVersion((start) => setWaiting({ start })), [environment]);
  if (!waiting) return null;
  return (
    <div className={styles.banner} data-tone="news" role="status">
      {t('version.ready')}
      <Button onClick={waiting.start}>{t('version.reload')}</Button>
      <IconButton icon={X} size={15} label={t('common.close')} onClick={() => setWaiting(null)} />
    </div>
  );
};
