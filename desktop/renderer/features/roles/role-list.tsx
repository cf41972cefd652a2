/** The roles from the highest down, put in order by their grips or by keys; everyone's at the foot. */
import type { RoleId, RoleSettingsView, RolesView } from '@maru/sync-core';
import { ChevronRight, GripVertical, Lock, Plus, Shield, UsersRound } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../components/arrow-focus.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { Tip } from '../../components/tip.tsx';
import { refusalWords } from '../../text/refusals.ts';
import settings from '../settings/settings.module.css';
import { RoleDot } from './role-dot.tsx';
import styles from './roles.module.css';
import { placed, stepped } from './roles-draft.ts';
import { useListDrag } from './use-list-drag.ts';

const Row = ({
  role,
  grip,
  dragged,
  onOpen,
  onStep,
}: {
  role: RoleSettingsView;
  grip: ReturnType<ReturnType<typeof useListDrag>['grip']>;
  dragged: boolean;
  onOpen: () => void;
  onStep: (step: -1 | 1) => void;
}) => {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Elsewhere these keys go from channel to channel.
    event.preventDefault();
    onStep(step);
  };
  return (
    <li className={styles.row} data-dragged={dragged || undefined}>
      {role.edit === null ? (
        <span
          className={styles.grip}
          title={t('roles.move', { name: role.name })}
          aria-hidden="true"
          {...grip}
        >
          <Icon of={GripVertical} size={16} />
        </span>
      ) : (
        <Tip label={refusalWords(t, role.edit)}>
          <span className={styles.grip} data-locked aria-hidden="true">
            <Icon of={Lock} size={14} />
          </span>
        </Tip>
      )}
      <button
        type="button"
        className={styles.open}
        data-role={role.id}
        aria-describedby={role.edit === null ? 'role-move-hint' : undefined}
        onClick={onOpen}
        onKeyDown={onKeyDown}
      >
        <RoleDot colour={role.colour} />
        <span className={styles.roleName}>{role.name}</span>
        {role.edit !== null && <span className="visually-hidden">{t('roles.locked')}</span>}
        <span className={styles.holders}>{t('roles.holders', { count: role.members.length })}</span>
        <Icon of={ChevronRight} size={16} />
      </button>
    </li>
  );
};

export const RoleList = ({
  view,
  onOpen,
  onOrder,
  onCreate,
}: {
  view: RolesView;
  /** Null for everyone's. */
  onOpen: (role: RoleId | null) => void;
  onOrder: (order: readonly RoleId[]) => void;
  onCreate: () => void;
}) => {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const { roles } = view;

  const put = (role: RoleSettingsView, order: readonly RoleId[] | null) => {
    if (order === null) return setSaid(t('roles.notMoved', { name: role.name }));
    onOrder(order);
    setSaid(t('roles.moved', { name: role.name, count: order.indexOf(role.id) + 1 }));
  };
  const { list, drag, grip } = useListDrag((from, to) => {
    const role = roles[from];
    if (role) put(role, placed(roles, role.id, to));
  });

  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <p className={settings.hint}>{t('roles.intro')}</p>
        <CreateButton view={view} onCreate={onCreate} />
      </div>
      {roles.length === 0 ? (
        <EmptyState art={<Icon of={Shield} size={26} />} title={t('roles.none')}>
          {t('roles.noneHint')}
        </EmptyState>
      ) : (
        <div className={styles.rows}>
          <ul ref={list} aria-label={t('roles.list')} onKeyDown={arrowFocus('[data-role]')}>
            {roles.map((role, index) => (
              <Row
                key={role.id}
                role={role}
                grip={grip(index)}
                dragged={drag?.from === index}
                onOpen={() => onOpen(role.id)}
                onStep={(step) => put(role, stepped(roles, role.id, step))}
              />
            ))}
          </ul>
          {drag && <div className={styles.dropLine} style={{ top: drag.y }} aria-hidden="true" />}
        </div>
      )}
      <p id="role-move-hint" className="visually-hidden">
        {t('roles.moveHint')}
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <button type="button" className={styles.everyone} onClick={() => onOpen(null)}>
        <Icon of={UsersRound} size={18} />
        <span>
          <strong>{t('roles.everyone')}</strong>
          <span className={settings.hint}>{t('roles.everyoneHint')}</span>
        </span>
        <Icon of={ChevronRight} size={16} />
      </button>
    </div>
  );
};

const CreateButton = ({ view, onCreate }: { view: RolesView; onCreate: () => void }) => {
  const { t } = useTranslation();
  const button = (
    <Button
      tone="accent"
      aria-disabled={view.create !== null || undefined}
      onClick={() => view.create === null && onCreate()}
    >
      <Icon of={Plus} size={16} />
      {t('roles.create')}
    </Button>
  );
  return view.create === null ? button : <Tip label={refusalWords(t, view.create)}>{button}</Tip>;
};
