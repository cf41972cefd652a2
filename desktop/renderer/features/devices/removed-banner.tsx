/** Another device took this one away: told for as long as it is so [T11]. */
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../stores/use-query.ts';
import styles from './devices.module.css';

export const RemovedBanner = () => {
  const { t } = useTranslation();
  const { value } = useQuery('ownDevices', {}, ['devicesChanged']);
  if (!value?.isRemoved) return null;
  return (
    <div className={styles.gone} role="alert">
      {t('devices.gone.banner')}
    </div>
  );
};
