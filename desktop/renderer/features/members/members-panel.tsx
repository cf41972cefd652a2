/** Who is here, by role and presence. */
import { ClockAlert, Crown } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { useMembers, useNavigation } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { PanelFrame } from '../community/panel-frame.tsx';
import { groupMembers } from './groups.ts';
import styles from './members-panel.module.css';

export const MembersPanel = () => {
  const { t, i18n } = useTranslation();
  const { people } = useServices();
  const community = useNavigation((state) => state.community);
  const members = useMembers();
  const now = useNow();
  const words = useTimeWords(now);
  const groups = useMemo(
    () => (members ? groupMembers(members, i18n.language) : []),
    [members, i18n.language],
  );
  const presence = {
    online: t('members.presenceOnline'),
    away: t('members.presenceAway'),
    offline: t('members.presenceOffline'),
  };
  const colourOf = (roles: readonly string[]) =>
    members?.roles.find((role) => role.colour && roles.includes(role.id))?.colour ?? null;
  return (
    <PanelFrame
      title={t('members.title')}
      {...(members ? { subtitle: t('members.count', { count: members.members.length }) } : {})}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable (WCAG 2.1.1). */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('members.title')}>
        {groups.map((group) => (
          <section key={group.key}>
            <h3 className={styles.group}>
              {group.role?.name ?? (group.online ? t('members.online') : t('members.offline'))}
              <span>{group.members.length}</span>
            </h3>
            <ul>
              {group.members.map((member) => {
                const colour = colourOf(member.roles);
                return (
                  <li key={member.member} className={styles.member} data-presence={member.presence}>
                    <button
                      type="button"
                      className={styles.open}
                      aria-label={t('people.openCard', { name: member.name })}
                      aria-haspopup="dialog"
                      onClick={(event) =>
                        community &&
                        people.openCard({ community, member: member.member, anchor: event.currentTarget })
                      }
                    />
                    <Avatar name={member.name} colour={member.colour} size={32} presence={member.presence} />
                    <span
                      className={styles.name}
                      style={
                        colour && member.presence !== 'offline'
                          ? { color: `var(--name-${colour})` }
                          : undefined
                      }
                    >
                      {member.name}
                      {member.me && <small> {t('common.you')}</small>}
                    </span>
                    {member.timeout && member.timeout.until > now && (
                      <ClockAlert
                        size={14}
                        strokeWidth={1.5}
                        role="img"
                        aria-label={t('people.timedOutUntil', { time: words.until(member.timeout.until) })}
                      />
                    )}
                    {members?.owner === member.member && (
                      <Crown size={14} strokeWidth={1.5} role="img" aria-label={t('members.owner')} />
                    )}
                    <span className="visually-hidden">{presence[member.presence]}</span>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </section>
    </PanelFrame>
  );
};
