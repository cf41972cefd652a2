/** The own ring: how it stands while it lasts, and what came of it. */
import { Phone, PhoneOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RingNote } from '../../../calls/ringing/ringing-store.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import { noteWords } from './outcome-words.ts';
import { RingCard } from './ring-card.tsx';

const Note = ({ note }: { note: RingNote }) => {
  const { ringing } = useServices();
  const { t } = useTranslation();
  return (
    <RingCard
      label={t('ringing.outgoing')}
      name={note.name}
      colour={note.colour}
      title={note.name}
      ringing={false}
      actions={
        <>
          <Button onClick={ringing.closeNote}>{t('common.close')}</Button>
          <Button tone="accent" onClick={() => void ringing.ring(note)}>
            <Icon of={Phone} size={16} />
            {t('ringing.again')}
          </Button>
        </>
      }
    >
      <p role="status">{noteWords(t, note)}</p>
    </RingCard>
  );
};

export const OutgoingCard = () => {
  const { ringing } = useServices();
  const { t } = useTranslation();
  const outgoing = useStore(ringing.store, (state) => state.outgoing);
  const note = useStore(ringing.store, (state) => state.note);
  if (!outgoing) return note && <Note note={note} />;
  const { name, colour } = outgoing;
  return (
    <RingCard
      label={t('ringing.outgoing')}
      name={name}
      colour={colour}
      title={t('ringing.calling', { name })}
      ringing={outgoing.ringing}
      actions={
        <Button onClick={() => void ringing.cancel()}>
          <Icon of={PhoneOff} size={16} />
          {t('ringing.cancel')}
        </Button>
      }
    >
      <p role="status">{outgoing.ringing ? t('ringing.ringing') : t('ringing.callingHint')}</p>
    </RingCard>
  );
};
