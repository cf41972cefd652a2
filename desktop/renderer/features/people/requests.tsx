/** Who followed an invite that wants approval: let in or turned down. */
import type { ApplicantView, CommunityId } from '@maru/sync-core';
import { Check, UserRoundPlus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import settings from '../settings/settings.module.css';
import { Barred } from './barred.tsx';
import styles from './people.module.css';
import { usePeopleActs } from './use-people-acts.ts';

const Applicant = ({ community, applicant }: { community: CommunityId; applicant: ApplicantView }) => {
  const { people } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const acts = usePeopleActs(community);
  const { name, colour, request, at, invitedBy, roles, returning, approve, decline } = applicant;
  const time = words.relative(at);
  return (
    <li className={styles.row}>
      <Avatar name={name} colour={colour} size={36} />
      <div className={styles.text}>
        <p className={styles.name}>
          <span className={styles.clip}>{name}</span>
          {returning && <small>{t('people.returning')}</small>}
        </p>
        <p className={styles.note}>
          <span title={words.exact(at)}>
            {invitedBy === null
              ? t('people.asked', { time })
              : t('people.askedBy', { time, name: invitedBy })}
          </span>
          {roles.map((role) => (
            <span key={role.id}>{role.name}</span>
          ))}
        </p>
      </div>
      <div className={styles.answers}>
        <Barred verdict={decline}>
          <Button
            aria-label={t('people.declineName', { name })}
            onClick={() => people.ask(community, { kind: 'decline', person: applicant, request })}
          >
            <Icon of={X} size={16} />
            {t('people.decline')}
          </Button>
        </Barred>
        <Barred verdict={approve}>
          <Button
            tone="accent"
            aria-label={t('people.approveName', { name })}
            onClick={() => void acts.letIn(applicant, request)}
          >
            <Icon of={Check} size={16} />
            {t('people.approve')}
          </Button>
        </Barred>
      </div>
    </li>
  );
};

export const Requests = ({ community }: { community: CommunityId }) => {
  const { t } = useTranslation();
  const { value } = useQuery('applicants', { community }, ['governanceChanged']);
  if (!value) return null;
  if (value.length === 0)
    return (
      <EmptyState art={<Icon of={UserRoundPlus} size={26} />} title={t('people.noRequests')}>
        {t('people.noRequestsHint')}
      </EmptyState>
    );
  return (
    <section className={styles.members}>
      <p className={`${settings.hint} ${styles.lead}`}>{t('people.requestsHint')}</p>
      <ul className={styles.list}>
        {value.map((applicant) => (
          <Applicant key={applicant.request} community={community} applicant={applicant} />
        ))}
      </ul>
    </section>
  );
};
