/** The conditions of a new invite. What one may not give is shown with the reason, and can't be chosen. */
import {
  type CommunityId,
  type InviteRoleOffer,
  type InviteView,
  limits,
  type RoleId,
} from '@maru/sync-core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { DialogFoot } from '../../components/dialog.tsx';
import { Field, Select } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { refusalWords } from '../../text/refusals.ts';
import { SwitchRow } from '../settings/switch-row.tsx';
import styles from './invite.module.css';
import { RoleDot } from './role-dot.tsx';

const minuteMs = 60_000;
const ages = [
  { minutes: 30, label: 'invites.minutes30' },
  { minutes: 60, label: 'invites.hour1' },
  { minutes: 6 * 60, label: 'invites.hours6' },
  { minutes: 12 * 60, label: 'invites.hours12' },
  { minutes: 24 * 60, label: 'invites.day1' },
  { minutes: 7 * 24 * 60, label: 'invites.days7' },
  { minutes: 0, label: 'invites.never' },
] as const;

/** What was typed as a number of people; null for what is none. */
const toUses = (typed: string): number | null => {
  if (!/^\d{1,3}$/.test(typed.trim())) return null;
  const uses = Number(typed);
  return uses <= limits.inviteMaxUses ? uses : null;
};

const Roles = ({
  roles,
  chosen,
  onChange,
}: {
  roles: readonly InviteRoleOffer[];
  chosen: ReadonlySet<RoleId>;
  onChange: (chosen: ReadonlySet<RoleId>) => void;
}) => {
  const { t } = useTranslation();
  const id = useId();
  const full = chosen.size >= limits.rolesPerInvite;
  const toggle = (role: RoleId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(role);
    else next.delete(role);
    onChange(next);
  };
  return (
    <fieldset className={styles.roles}>
      <legend>{t('invites.roles')}</legend>
      {roles.length === 0 && <p className={styles.note}>{t('invites.rolesNone')}</p>}
      {roles.map(({ id: role, name, colour, refusal }) => (
        <label key={role} className={styles.role} data-off={refusal !== null || undefined}>
          <input
            type="checkbox"
            checked={chosen.has(role)}
            disabled={refusal !== null || (full && !chosen.has(role))}
            aria-describedby={refusal === null ? undefined : `${id}-${role}`}
            onChange={(event) => toggle(role, event.target.checked)}
          />
          <RoleDot colour={colour} />
          <span className={styles.roleName}>
            {name}
            {refusal !== null && <small id={`${id}-${role}`}>{refusalWords(t, refusal)}</small>}
          </span>
        </label>
      ))}
      {full && <p className={styles.note}>{t('invites.rolesMost', { most: limits.rolesPerInvite })}</p>}
    </fieldset>
  );
};

export const TermsForm = ({
  community,
  roles,
  onMade,
  onBack,
}: {
  community: CommunityId;
  roles: readonly InviteRoleOffer[];
  onMade: (made: InviteView) => void;
  onBack: (() => void) | null;
}) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState(7 * 24 * 60);
  const [typed, setTyped] = useState('0');
  const [chosen, setChosen] = useState<ReadonlySet<RoleId>>(new Set());
  const [approval, setApproval] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const uses = toUses(typed);

  const make = async () => {
    if (uses === null) return;
    const made = await bridge.command('createInvite', {
      community,
      maxAgeMs: minutes === 0 ? null : minutes * minuteMs,
      maxUses: uses === 0 ? null : uses,
      roles: [...chosen],
      approval,
    });
    if (made.ok) onMade(made.value);
    else setError(errorWords(t, made.error));
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <div className={styles.pair}>
        <Select
          label={t('invites.expiry')}
          value={String(minutes)}
          options={ages.map((age) => ({ value: String(age.minutes), label: t(age.label) }))}
          onChange={(value) => setMinutes(Number(value))}
        />
        <Field
          label={t('invites.uses')}
          value={typed}
          inputMode="numeric"
          maxLength={3}
          hint={t('invites.usesHint')}
          error={uses === null ? t('invites.usesWrong', { most: limits.inviteMaxUses }) : null}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <SwitchRow
        label={t('invites.approval')}
        hint={t('invites.approvalHint')}
        checked={approval}
        onChange={setApproval}
      />
      <Roles roles={roles} chosen={chosen} onChange={setChosen} />
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <DialogFoot>
        {onBack && (
          <Button tone="quiet" onClick={onBack}>
            {t('invites.back')}
          </Button>
        )}
        <Button type="submit" tone="accent" disabled={uses === null}>
          {t('invites.make')}
        </Button>
      </DialogFoot>
    </form>
  );
};
