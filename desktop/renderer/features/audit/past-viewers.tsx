/** Who could see a channel at a moment. */
import type { CommunityId, PastChannel } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './audit.module.css';

const shownAtOnce = 100;
/** Fewer are found by looking. */
const searchedFrom = 12;

export const PastViewers = ({
  community,
  channel,
  at,
  onClose,
}: {
  community: CommunityId;
  channel: PastChannel;
  at: number;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  const [text, setText] = useState('');
  const { value, error } = useQuery('pastViewers', { community, channel: channel.id, at }, []);
  const wanted = text.trim().toLocaleLowerCase();
  const found = value?.viewers.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)) ?? [];
  return (
    <Dialog
      title={t('audit.past.viewersOf', { channel: channel.name })}
      description={time.exact(at)}
      onClose={onClose}
    >
      <div className={styles.viewers}>
        {error !== null && <p role="alert">{errorWords(t, error)}</p>}
        {value !== null && (
          <p role="status">
            {t('audit.past.viewersCount', { count: value.viewers.length, members: value.members })}
          </p>
        )}
        {value !== null && value.viewers.length > searchedFrom && (
          <Field
            type="search"
            label={t('audit.past.find')}
            hideLabel
            placeholder={t('audit.past.find')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        <ul className={styles.viewerList}>
          {found.slice(0, shownAtOnce).map(({ id, name, colour }) => (
            <li key={id} className={styles.pastRow}>
              <Avatar name={name} colour={colour} size={28} />
              <span className={styles.pastName}>{name}</span>
            </li>
          ))}
        </ul>
        {found.length > shownAtOnce && (
          <p className={styles.hint}>{t('audit.past.more', { count: found.length - shownAtOnce })}</p>
        )}
      </div>
    </Dialog>
  );
};
