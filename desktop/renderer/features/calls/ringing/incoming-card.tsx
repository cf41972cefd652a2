/** Somebody rings. Said once at once, never in the way of what one writes. */
import { Phone, PhoneOff } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Tip } from '../../../components/tip.tsx';
import { useServices } from '../../../stores/services.ts';
import { RingCard } from './ring-card.tsx';
import styles from './ringing.module.css';
import { acceptKeysText, declineKeysText, useRingKeys } from './use-ring-keys.ts';

export const IncomingCard = () => {
  const { ringing, call } = useServices();
  const { t } = useTranslation();
  const incoming = useStore(ringing.store, (state) => state.incoming);
  const inCall = useStore(call.store, (state) => state.place !== null);
  const card = useRef<HTMLElement>(null);
  useRingKeys(card, incoming !== null);
  if (!incoming) return null;
  const { name, colour, communityName, answering } = incoming;
  return (
    <>
      <p key={incoming.ring} role="alert" className="visually-hidden">
        {t('ringing.isCallingKeys', { name, accept: acceptKeysText, decline: declineKeysText })}
      </p>
      <RingCard
        ref={card}
        label={t('ringing.incoming')}
        name={name}
        colour={colour}
        title={t('ringing.isCalling', { name })}
        ringing={!answering}
        actions={
          <>
            <Tip label={t('ringing.decline')} keys={declineKeysText} side="bottom">
              <Button disabled={answering} onClick={() => void ringing.decline()}>
                <Icon of={PhoneOff} size={16} />
                {t('ringing.decline')}
              </Button>
            </Tip>
            <Tip label={t('ringing.accept')} keys={acceptKeysText} side="bottom">
              <Button data-first tone="accent" disabled={answering} onClick={() => void ringing.accept()}>
                <Icon of={Phone} size={16} />
                {answering ? t('ringing.answering') : t('ringing.accept')}
              </Button>
            </Tip>
          </>
        }
      >
        <p>{communityName}</p>
        {inCall && <p className={styles.note}>{t('ringing.acceptLeaves')}</p>}
      </RingCard>
    </>
  );
};
