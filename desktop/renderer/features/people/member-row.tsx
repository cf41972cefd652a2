/** One member in the list: who, their roles, since when; a card, a menu, a tick. */
import type { MemberView, RoleView } from '@maru/sync-core';
import { ClockAlert, Crown, MoreHorizontal } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './people.module.css';

const rolesShown = 3;

export const MemberRow = memo(function MemberRow({
  member,
  roles,
  owner,
  selected,
  onSelect,
  onCard,
  onMenu,
}: {
  member: MemberView;
  /** All there are, from the highest down. */
  roles: readonly RoleView[];
  owner: boolean;
  /** Null where nothing can be done with many. */
  selected: boolean | null;
  onSelect: (member: MemberView) => void;
  onCard: (member: MemberView, anchor: HTMLElement) => void;
  onMenu: (member: MemberView, anchor: HTMLElement) => void;
}) {
  const { t } = useTranslation();
  const now = useNow();
  const words = useTimeWords(now);
  const held = roles.filter(({ id }) => member.roles.includes(id));
  const isTimedOut = member.timeout !== null && member.timeout.until > now;
  return (
    <div className={styles.row} data-selected={selected || undefined}>
      {selected !== null && (
        <input
          type="checkbox"
          className={styles.tick}
          checked={selected}
          aria-label={t('people.selectMember', { name: member.name })}
          onChange={() => onSelect(member)}
        />
      )}
      <button
        type="button"
        className={styles.who}
        data-row
        aria-haspopup="dialog"
        onClick={(event) => onCard(member, event.currentTarget)}
      >
        <Avatar name={member.name} colour={member.colour} size={36} presence={member.presence} />
        <span className={styles.text}>
          <span className={styles.name}>
            <span className={styles.clip}>{member.name}</span>
            {member.me && <small>{t('common.you')}</small>}
            {owner && <Crown size={14} strokeWidth={1.5} role="img" aria-label={t('people.owner')} />}
          </span>
          <span className={styles.note}>
            {held.slice(0, rolesShown).map(({ id, name, colour }) => (
              <span key={id} style={colour ? { color: `var(--name-${colour})` } : undefined}>
                {name}
              </span>
            ))}
            {held.length > rolesShown && <span>+{held.length - rolesShown}</span>}
            <span title={words.exact(member.joinedAt)}>
              {t('people.since', { date: words.date(member.joinedAt) })}
            </span>
          </span>
        </span>
      </button>
      {isTimedOut && member.timeout && (
        <span className={styles.badge} title={words.exact(member.timeout.until)}>
          <Icon of={ClockAlert} size={14} />
          <span>{t('people.timedOutUntil', { time: words.until(member.timeout.until) })}</span>
        </span>
      )}
      <IconButton
        icon={MoreHorizontal}
        label={t('people.more', { name: member.name })}
        tip={false}
        aria-haspopup="menu"
        onClick={(event) => onMenu(member, event.currentTarget)}
      />
    </div>
  );
});
