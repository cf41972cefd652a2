/** "View as role": which roles to look with, and the bar that says so until one leaves. */
import { Checkbox } from '@base-ui/react/checkbox';
import type { CommunityId, RoleId, RoleView } from '@maru/sync-core';
import { Check, Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useMembers, useRoleEye } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { RoleDot } from './role-dot.tsx';
import styles from './roles.module.css';

export const ViewAsDialog = ({
  community,
  roles,
  chosen: start,
  onClose,
}: {
  community: CommunityId;
  roles: readonly Pick<RoleView, 'id' | 'name' | 'colour'>[];
  chosen: readonly RoleId[];
  onClose: () => void;
}) => {
  const { roleView, navigation } = useServices();
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(start);
  const [error, setError] = useState<string | null>(null);
  const enter = async () => {
    const refused = await roleView.enter(community, chosen);
    if (refused) return setError(errorWords(t, refused));
    onClose();
    navigation.showList();
  };
  return (
    <Dialog title={t('roles.eye.title')} description={t('roles.eye.hint')} onClose={onClose}>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{t('roles.eye.choose')}</legend>
        {roles.map(({ id, name, colour }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the library's checkbox holds an input.
          <label key={id} className={styles.choice}>
            <Checkbox.Root
              className={styles.box}
              checked={chosen.includes(id)}
              onCheckedChange={(on) =>
                setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)))
              }
            >
              <Checkbox.Indicator className={styles.tick}>
                <Icon of={Check} size={14} />
              </Checkbox.Indicator>
            </Checkbox.Root>
            <RoleDot colour={colour} />
            <span className={styles.optionName}>{name}</span>
          </label>
        ))}
      </fieldset>
      {error && (
        <p className={styles.problem} role="alert">
          {error}
        </p>
      )}
      <DialogFoot>
        <Button tone="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button tone="accent" onClick={() => void enter()}>
          <Icon of={Eye} size={16} />
          {t('roles.eye.go')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};

/** Says through whose eyes the community is seen, and the way out. */
export const ViewAsBar = () => {
  const { roleView } = useServices();
  const { t } = useTranslation();
  const eye = useRoleEye();
  const members = useMembers();
  if (eye === null) return null;
  const names = eye.roles
    .flatMap((id) => members?.roles.find((role) => role.id === id)?.name ?? [])
    .join(', ');
  return (
    <section className={styles.eye} aria-label={t('roles.eye.title')}>
      <Icon of={Eye} size={16} />
      <p role="status">
        {eye.roles.length > 0 ? t('roles.eye.bar', { names }) : t('roles.eye.barNone')}
        <span className={styles.eyeHint}> · {t('roles.eye.readOnly')}</span>
      </p>
      <Button onClick={roleView.leave}>{t('roles.eye.leave')}</Button>
    </section>
  );
};
