/** On a person's card: calls them, and says beforehand what will come of it. */
import type { CommunityId, PersonView } from '@maru/sync-core';
import { Phone } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import { refusalWords } from '../../../text/refusals.ts';
import styles from './ringing.module.css';

export const CallButton = ({ community, person }: { community: CommunityId; person: PersonView }) => {
  const { people, ringing } = useServices();
  const { t } = useTranslation();
  const hint = useId();
  const { name, me, standing, presence } = person;
  const refusal = person.actions.call;
  if (me || standing !== 'member') return null;
  const words =
    refusal !== null
      ? refusalWords(t, refusal)
      : presence === 'offline'
        ? t('ringing.notHere', { name })
        : null;
  return (
    <div className={styles.callPerson}>
      <Button
        tone="outline"
        aria-label={t('ringing.callPerson', { name })}
        aria-disabled={refusal !== null || undefined}
        aria-describedby={words === null ? undefined : hint}
        onClick={() => {
          if (refusal !== null) return;
          people.closeCard();
          void ringing.ring({ community, ...person });
        }}
      >
        <Icon of={Phone} size={16} />
        {t('ringing.call')}
      </Button>
      {words !== null && <p id={hint}>{words}</p>}
    </div>
  );
};
