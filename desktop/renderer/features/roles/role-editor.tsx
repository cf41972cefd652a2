/** One role: how it looks, what it allows, who has it. What can't be changed says why. */
import type { CommunityId, RoleEdit, RoleSettingsView, RolesView } from '@maru/sync-core';
import { ArrowDown, ArrowUp, ChevronLeft, Eye, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button.tsx';
import { Field, Segments } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { refusalWords } from '../../text/refusals.ts';
import { ColourPicker } from '../first-run/colour-picker.tsx';
import settings from '../settings/settings.module.css';
import { SwitchRow } from '../settings/switch-row.tsx';
import { PermissionSwitches } from './permission-switches.tsx';
import { RoleDot } from './role-dot.tsx';
import { RoleMembers } from './role-members.tsx';
import styles from './roles.module.css';

type Change = Omit<RoleEdit, 'role'>;
type Tab = 'display' | 'permissions' | 'members';

const Display = ({
  role,
  onChange,
  onDelete,
}: {
  role: RoleSettingsView;
  onChange: (change: Change) => void;
  onDelete: () => void;
}) => {
  const { t } = useTranslation();
  const locked = role.edit !== null;
  return (
    <fieldset className={styles.section} disabled={locked}>
      <Field
        label={t('roles.nameLabel')}
        value={role.name}
        maxLength={100}
        error={role.name.trim() === '' ? t('roles.nameNeeded') : null}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <div>
        <ColourPicker value={role.colour} onChange={(colour) => onChange({ colour })} />
        {role.colour !== null && !locked && <p className={styles.under}>{t('roles.colourKept')}</p>}
      </div>
      <div>
        <SwitchRow
          label={t('roles.hoist')}
          hint={t('roles.hoistHint')}
          checked={role.hoist}
          disabled={locked}
          onChange={(hoist) => onChange({ hoist })}
        />
        <SwitchRow
          label={t('roles.mentionable')}
          hint={t('roles.mentionableHint')}
          checked={role.mentionable}
          disabled={locked}
          onChange={(mentionable) => onChange({ mentionable })}
        />
        {!locked && (
          <div className={settings.row}>
            <div>
              <p>{t('roles.delete')}</p>
              <p className={settings.hint}>{t('roles.deleteHint')}</p>
            </div>
            <Button tone="danger" onClick={onDelete}>
              <Icon of={Trash2} size={16} />
              {t('roles.delete')}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  );
};

const Back = ({ onBack }: { onBack: () => void }) => {
  const { t } = useTranslation();
  return (
    <Button tone="quiet" className={styles.back ?? ''} onClick={onBack} autoFocus>
      <Icon of={ChevronLeft} size={18} />
      {t('roles.back')}
    </Button>
  );
};

/** What everyone may do: permissions and nothing else. */
export const EveryoneEditor = ({
  view,
  onChange,
  onBack,
}: {
  view: RolesView;
  onChange: (change: Change) => void;
  onBack: () => void;
}) => {
  const { t } = useTranslation();
  const { everyone, held } = view;
  return (
    <div className={styles.editor}>
      <Back onBack={onBack} />
      <header className={styles.title}>
        <h2>{t('roles.everyone')}</h2>
      </header>
      <p className={settings.hint}>{t('roles.everyoneHint')}</p>
      {everyone.edit !== null && <p className={settings.warning}>{refusalWords(t, everyone.edit)}</p>}
      <PermissionSwitches
        value={everyone.permissions}
        held={held}
        locked={everyone.edit !== null}
        onChange={(permissions) => onChange({ permissions })}
      />
    </div>
  );
};

export const RoleEditor = ({
  community,
  view,
  role,
  onChange,
  onStep,
  onDelete,
  onViewAs,
  onBack,
}: {
  community: CommunityId;
  view: RolesView;
  role: RoleSettingsView;
  onChange: (change: Change) => void;
  onStep: (step: -1 | 1) => void;
  onDelete: () => void;
  onViewAs: () => void;
  onBack: () => void;
}) => {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('display');
  const at = view.roles.indexOf(role);
  const mayPass = (index: number) => role.edit === null && view.roles[index]?.edit === null;
  return (
    <div className={styles.editor}>
      <Back onBack={onBack} />
      <header className={styles.title}>
        <RoleDot colour={role.colour} />
        <h2>{role.name.trim() === '' ? t('roles.newName') : role.name}</h2>
        <IconButton
          icon={ArrowUp}
          label={`${t('roles.move', { name: role.name })} ↑`}
          disabled={!mayPass(at - 1)}
          onClick={() => onStep(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label={`${t('roles.move', { name: role.name })} ↓`}
          disabled={!mayPass(at + 1)}
          onClick={() => onStep(1)}
        />
        <IconButton icon={Eye} label={t('roles.viewAs')} onClick={onViewAs} />
      </header>
      {role.edit !== null && <p className={settings.warning}>{refusalWords(t, role.edit)}</p>}
      <Segments<Tab>
        label={role.name}
        hideLabel
        value={tab}
        onChange={setTab}
        options={[
          { value: 'display', label: t('roles.display') },
          { value: 'permissions', label: t('roles.permissions') },
          { value: 'members', label: `${t('roles.members')} ${role.members.length}` },
        ]}
      />
      {tab === 'display' && <Display role={role} onChange={onChange} onDelete={onDelete} />}
      {tab === 'permissions' && (
        <PermissionSwitches
          value={role.permissions}
          held={view.held}
          locked={role.edit !== null}
          onChange={(permissions) => onChange({ permissions })}
        />
      )}
      {tab === 'members' && <RoleMembers community={community} role={role} />}
    </div>
  );
};
