/** Places, roles and members as they were. */
import type { CommunityId, PastChannel, PastMember, PastView } from '@maru/sync-core';
import { Archive, Crown, Eye, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { channelIcons, Icon } from '../../components/icons.tsx';
import { usePermissions } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { permissionName } from '../../text/refusals.ts';
import styles from './audit.module.css';
import { PastViewers } from './past-viewers.tsx';

/** Members listed at once; the search finds the others. */
const shownAtOnce = 60;

const Channel = ({ channel, onOpen }: { channel: PastChannel; onOpen: () => void }) => {
  const { t } = useTranslation();
  return (
    <li className={styles.pastRow}>
      <Icon of={channelIcons[channel.kind]} size={16} />
      <span className={styles.pastName}>{channel.name}</span>
      {channel.private && (
        <Lock size={13} strokeWidth={1.5} role="img" aria-label={t('audit.past.private')} />
      )}
      {channel.archived && (
        <Archive size={13} strokeWidth={1.5} role="img" aria-label={t('audit.past.archived')} />
      )}
      <button
        type="button"
        className={styles.peek}
        aria-label={t('audit.past.peek', { channel: channel.name })}
        onClick={onOpen}
      >
        <Icon of={Eye} size={14} />
        {t('audit.past.viewers')}
      </button>
    </li>
  );
};

const Roles = ({ past }: { past: PastView }) => {
  const { t } = useTranslation();
  const rows = [
    ...past.roles,
    {
      id: 'everyone',
      name: t('audit.past.everyone'),
      colour: null,
      permissions: past.everyone,
      members: past.members.length,
    },
  ];
  return (
    <ul>
      {rows.map(({ id, name, colour, permissions, members }) => (
        <li key={id} className={styles.pastRole}>
          <details>
            <summary>
              <i style={{ background: colour ? `var(--solid-${colour})` : 'var(--line-control)' }} />
              <span className={styles.pastName}>{name}</span>
              <small>{t('audit.past.membersCount', { count: members })}</small>
            </summary>
            <p>
              {permissions.length === 0
                ? t('audit.past.noPermissions')
                : permissions.map((permission) => permissionName(t, permission)).join(', ')}
            </p>
          </details>
        </li>
      ))}
    </ul>
  );
};

const Members = ({ past }: { past: PastView }) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase();
  const found = past.members.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const rolesOf = ({ roles }: PastMember) =>
    past.roles.flatMap(({ id, name }) => (roles.includes(id) ? [name] : [])).join(', ');
  return (
    <>
      {past.members.length > shownAtOnce && (
        <Field
          type="search"
          label={t('audit.past.find')}
          hideLabel
          placeholder={t('audit.past.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul className={styles.pastMembers}>
        {found.slice(0, shownAtOnce).map((member) => (
          <li key={member.id} className={styles.pastRow}>
            <Avatar name={member.name} colour={member.colour} size={28} />
            <span className={styles.pastName}>
              {member.name}
              <small>{rolesOf(member)}</small>
            </span>
            {past.owner === member.id && (
              <Crown size={14} strokeWidth={1.5} role="img" aria-label={t('audit.past.owner')} />
            )}
          </li>
        ))}
      </ul>
      {found.length > shownAtOnce && (
        <p className={styles.hint}>{t('audit.past.more', { count: found.length - shownAtOnce })}</p>
      )}
    </>
  );
};

/** Why somebody may or may not is asked where roles are. */
const ExplainLink = () => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const permissions = usePermissions();
  if (!permissions.includes('manageRoles') && !permissions.includes('administrator')) return null;
  return (
    <Button tone="quiet" onClick={() => navigation.openCommunitySettings('roles')}>
      {t('roles.explain')}
    </Button>
  );
};

export const PastStructure = ({ community, past }: { community: CommunityId; past: PastView }) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState<PastChannel | null>(null);
  return (
    <div className={styles.pastParts}>
      <header className={styles.pastHead}>
        <h2>{past.name}</h2>
        {past.description !== '' && <p>{past.description}</p>}
      </header>
      <section>
        <h3>{t('audit.past.places')}</h3>
        {past.groups.map(({ category, channels }) => (
          <div key={category?.id ?? ''}>
            <h4>
              {category?.name ?? t('audit.past.noCategory')}
              {category?.archived === true && ` · ${t('audit.past.archived')}`}
            </h4>
            <ul>
              {channels.map((channel) => (
                <Channel key={channel.id} channel={channel} onOpen={() => setShown(channel)} />
              ))}
            </ul>
          </div>
        ))}
      </section>
      <section>
        <h3>{t('audit.past.roles')}</h3>
        <Roles past={past} />
        <ExplainLink />
      </section>
      <section>
        <h3>
          {t('audit.past.members')}{' '}
          <small>{t('audit.past.membersCount', { count: past.members.length })}</small>
        </h3>
        <Members past={past} />
      </section>
      {shown !== null && (
        <PastViewers community={community} channel={shown} at={past.at} onClose={() => setShown(null)} />
      )}
    </div>
  );
};
