/** Who somebody is here: name, roles, since when, a timeout; and what one may do with them. Opens beside their name. */
import { Popover } from '@base-ui/react/popover';
import type { PersonView } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { ClockAlert, MoreHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import overlay from '../../components/overlay.module.css';
import type { PersonAt } from '../../stores/people-store.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { CallButton } from '../calls/ringing/call-button.tsx';
import styles from './person-card.module.css';
import { usePersonEntries } from './person-entries.ts';
import { PersonRoles } from './person-roles.tsx';

const standingWords = (
  t: TFunction,
  { standing, joinedAt }: PersonView,
  date: (at: number) => string,
): string => {
  if (standing === 'banned') return t('people.banned');
  if (standing === 'former' || joinedAt === null) return t('people.former');
  return t('people.since', { date: date(joinedAt) });
};

const TimeoutNote = ({ timeout }: { timeout: NonNullable<PersonView['timeout']> }) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const { until, by, reason } = timeout;
  return (
    <div className={styles.timeout}>
      <Icon of={ClockAlert} size={16} />
      <div>
        <p title={words.exact(until)}>{t('people.timedOutUntil', { time: words.until(until) })}</p>
        <p className={styles.why}>
          {reason === ''
            ? t('people.timedOutBy', { name: by })
            : t('people.timedOutByWhy', { name: by, reason })}
        </p>
      </div>
    </div>
  );
};

export const PersonCard = ({ at: { community, member, anchor } }: { at: PersonAt }) => {
  const { people } = useServices();
  const { t } = useTranslation();
  const now = useNow();
  const words = useTimeWords(now);
  const { value: person } = useQuery('person', { community, member }, [
    'governanceChanged',
    'membersChanged',
  ]);
  const entriesOf = usePersonEntries(community);
  if (!person) return null;
  const presence = {
    online: t('members.presenceOnline'),
    away: t('members.presenceAway'),
    offline: t('members.presenceOffline'),
  }[person.presence];
  const isIn = person.standing === 'member';
  const { timeout } = person;
  return (
    <Popover.Root open onOpenChange={(open) => !open && people.closeCard()}>
      <Popover.Portal>
        <Popover.Positioner
          className={overlay.positioner}
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
        >
          <Popover.Popup
            className={`${overlay.popup} ${styles.card}`}
            aria-label={t('people.card', { name: person.name })}
            finalFocus={() => anchor}
          >
            <header className={styles.head}>
              <Avatar
                name={person.name}
                colour={person.colour}
                size={52}
                {...(isIn ? { presence: person.presence } : {})}
              />
              <div className={styles.title}>
                <h2>{person.name}</h2>
                <p>
                  {isIn && <span>{presence}</span>}
                  {person.owner && <span>{t('people.owner')}</span>}
                  {person.me && <span>{t('common.you')}</span>}
                </p>
              </div>
              <ButtonMenu
                align="end"
                trigger={
                  <IconButton
                    icon={MoreHorizontal}
                    label={t('people.more', { name: person.name })}
                    tip={false}
                  />
                }
                entries={entriesOf(person)}
              />
            </header>
            {timeout !== null && timeout.until > now && <TimeoutNote timeout={timeout} />}
            <p className={styles.since}>{standingWords(t, person, words.fullDate)}</p>
            <CallButton community={community} person={person} />
            {isIn && <PersonRoles community={community} person={person} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
