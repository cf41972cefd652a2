/** Who does it. */
import type { BoardCard } from '@maru/sync-core';
import { UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../components/avatar.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useMembers } from '../../../stores/hooks.ts';
import { useBoard } from '../board-context.ts';
import styles from './card.module.css';
import { Choices } from './choices.tsx';

export const Assignees = ({ card }: { card: BoardCard }) => {
  const { locked, edit, personOf } = useBoard();
  const { t } = useTranslation();
  const members = useMembers()?.members ?? [];
  const assigned = card.assignees.map(personOf);
  // Those who have left can still be taken off.
  const gone = assigned.filter(({ member }) => !members.some((one) => one.member === member));
  return (
    <div className={styles.values}>
      {assigned.map(({ member, name, colour }) => (
        <span key={member} className={styles.person}>
          <Avatar name={name} colour={colour} size={20} />
          {name}
        </span>
      ))}
      {assigned.length === 0 && locked !== null && <span className={styles.faint}>{t('boards.nobody')}</span>}
      {locked === null && (
        <Choices
          label={t('boards.assignees')}
          search={t('boards.findMember')}
          none={t('boards.noMember')}
          trigger={
            <button type="button" className={styles.addValue} aria-label={t('boards.assign')}>
              <Icon of={UserPlus} size={16} />
              {assigned.length === 0 && t('boards.assign')}
            </button>
          }
          choices={[...gone, ...members].map(({ member, name, colour }) => {
            const on = card.assignees.includes(member);
            return {
              key: member,
              label: name,
              mark: <Avatar name={name} colour={colour} size={22} />,
              on,
              toggle: () => void edit({ type: 'assign', card: card.id, member, on: !on }),
            };
          })}
        />
      )}
    </div>
  );
};
