/** What an invite allows, in short: until when, for how many, with or without approval. */
import type { InviteRow } from '@maru/sync-core';
import { Clock, ShieldCheck, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { timeAhead } from '../../text/time.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './invite.module.css';

export type Facts = Pick<InviteRow, 'expiresAt' | 'maxUses' | 'uses' | 'approval'>;

export const InviteFacts = ({ expiresAt, maxUses, uses, approval }: Facts) => {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const words = useTimeWords(now);
  return (
    <ul className={styles.facts}>
      <li title={expiresAt === null ? undefined : words.exact(expiresAt)}>
        <Icon of={Clock} size={14} />
        {expiresAt === null
          ? t('invites.noEnd')
          : t('invites.until', { time: timeAhead(i18n.language, expiresAt, now) })}
      </li>
      <li>
        <Icon of={UsersRound} size={14} />
        {maxUses === null
          ? t('invites.used', { count: uses })
          : t('invites.usedOf', { count: uses, most: maxUses })}
      </li>
      {approval && (
        <li>
          <Icon of={ShieldCheck} size={14} />
          {t('invites.needsApproval')}
        </li>
      )}
    </ul>
  );
};
