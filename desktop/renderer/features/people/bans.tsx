/** Who is banned: by whom, when and why, and the way back. */
import type { BanView, CommunityId } from '@maru/sync-core';
import { Ban, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { Barred } from './barred.tsx';
import styles from './people.module.css';

const Banned = ({ community, ban }: { community: CommunityId; ban: BanView }) => {
  const { people } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const { name, colour, by, at, reason, hiddenSince, lift, purge } = ban;
  return (
    <li className={styles.row}>
      <Avatar name={name} colour={colour} size={36} />
      <div className={styles.text}>
        <p className={styles.name}>
          <span className={styles.clip}>{name}</span>
        </p>
        <p className={styles.note} title={words.exact(at)}>
          {t('people.banLine', { by, time: words.relative(at) })}
        </p>
        <p className={styles.said} data-empty={reason === '' || undefined}>
          {reason === '' ? t('people.noReason') : reason}
        </p>
        {hiddenSince !== null && (
          <p className={styles.note} title={words.exact(hiddenSince)}>
            {t('people.hiddenSince', { time: words.date(hiddenSince) })}
          </p>
        )}
      </div>
      <div className={styles.answers}>
        <Barred verdict={purge}>
          <Button
            tone="quiet"
            aria-label={t('people.hideName', { name })}
            onClick={() => people.ask(community, { kind: 'purge', ban })}
          >
            {t('people.hide')}
          </Button>
        </Barred>
        <Barred verdict={lift}>
          <Button
            aria-label={t('people.liftName', { name })}
            onClick={() => people.ask(community, { kind: 'lift-ban', ban })}
          >
            {t('people.lift')}
          </Button>
        </Barred>
      </div>
    </li>
  );
};

export const Bans = ({ community }: { community: CommunityId }) => {
  const { t } = useTranslation();
  const { value } = useQuery('bans', { community }, ['governanceChanged']);
  const [text, setText] = useState('');
  if (!value) return null;
  if (value.length === 0)
    return (
      <EmptyState art={<Icon of={Ban} size={26} />} title={t('people.noBans')}>
        {t('people.noBansHint')}
      </EmptyState>
    );
  const wanted = text.trim().toLocaleLowerCase();
  const shown = value.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <section className={styles.members}>
      <Field
        type="search"
        label={t('people.searchBans')}
        placeholder={t('people.searchBans')}
        hideLabel
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className={styles.counted} role="status">
        {t('people.bansCount', { count: shown.length })}
      </p>
      <ul className={styles.list}>
        {shown.map((ban) => (
          <Banned key={ban.member} community={community} ban={ban} />
        ))}
      </ul>
      {shown.length === 0 && (
        <EmptyState art={<Icon of={Search} size={26} />} title={t('people.nobody')}>
          {t('people.nobodyHint')}
        </EmptyState>
      )}
    </section>
  );
};
