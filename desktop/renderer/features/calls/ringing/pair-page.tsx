/** The call of two on screen, in place of a channel. */
import { ChevronLeft, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PairPlace } from '../../../calls/call-place.ts';
import { IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import page from '../../community/page.module.css';
import { Stage } from '../stage/stage.tsx';
import styles from './ringing.module.css';
import { usePartnerName } from './use-partner.ts';

export const PairPage = ({ place }: { place: PairPlace }) => {
  const { navigation, call } = useServices();
  const { t } = useTranslation();
  const name = usePartnerName(place);
  const alone = useStore(call.store, ({ participants }) => participants.every(({ me }) => me));
  return (
    <>
      <header className={page.head}>
        <span className={page.back}>
          <IconButton icon={ChevronLeft} size={22} label={t('common.back')} onClick={navigation.showList} />
        </span>
        <span className={page.kind}>
          <Icon of={Phone} size={19} />
        </span>
        <h1 className={page.title}>{t('ringing.withPerson', { name })}</h1>
      </header>
      {alone && (
        <p role="status" className={styles.waiting}>
          {t('ringing.waiting', { name })}
        </p>
      )}
      <Stage />
    </>
  );
};
