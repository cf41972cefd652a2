/** Calls that nobody answered, at the top of the sidebar until they are called back or put away. */
import type { MissedCallsView } from '@maru/sync-core';
import { Phone, PhoneMissed, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useNavigation } from '../../../stores/hooks.ts';
import { useServices } from '../../../stores/services.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import styles from './ringing.module.css';

/** More would push the channels down. */
const shownAtOnce = 2;

const Line = ({ missed }: { missed: MissedCallsView }) => {
  const { ringing, communities } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const here = useNavigation((state) => state.community);
  const elsewhere = useStore(communities.store, (state) =>
    missed.community === here ? null : (state.byId[missed.community]?.sidebar?.community.name ?? null),
  );
  const { name, calls, at } = missed;
  const times = calls > 1 ? t('ringing.missedTimes', { count: calls }) : t('ringing.missed');
  return (
    <li className={styles.missed}>
      <Icon of={PhoneMissed} size={16} />
      <span>
        <strong>{name}</strong>
        <small title={words.exact(at)}>
          {[times, words.relative(at), elsewhere].filter((part) => part !== null).join(' · ')}
        </small>
      </span>
      <IconButton
        icon={Phone}
        size={16}
        label={t('ringing.callBackPerson', { name })}
        onClick={() => void ringing.ring(missed)}
      />
      <IconButton
        icon={X}
        size={16}
        label={t('ringing.putAway', { name })}
        onClick={() => void ringing.putAway(missed)}
      />
    </li>
  );
};

export const MissedCalls = () => {
  const { ringing } = useServices();
  const { t } = useTranslation();
  const missed = useStore(ringing.store, (state) => state.missed);
  const [all, setAll] = useState(false);
  if (missed.length === 0) return null;
  const hidden = missed.length - shownAtOnce;
  return (
    <section className={styles.missedCalls} aria-label={t('ringing.missedCalls')}>
      <ul>
        {(all ? missed : missed.slice(0, shownAtOnce)).map((one) => (
          <Line key={`${one.community} ${one.member}`} missed={one} />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('ringing.fewer') : t('ringing.more', { count: hidden })}
        </button>
      )}
    </section>
  );
};
