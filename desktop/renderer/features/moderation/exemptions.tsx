/** Roles and channels that a rule passes over. */
import type { ChannelId, CommunityId, RoleId } from '@maru/sync-core';
import { Hash, Shield, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { useSidebar } from '../../stores/hooks.ts';
import { useQuery } from '../../stores/use-query.ts';
import { Picker } from '../roles/picker.tsx';
import styles from './moderation.module.css';
import type { RuleDraft } from './rule-draft.ts';

const without = <T,>(items: readonly T[], item: T): readonly T[] => items.filter((other) => other !== item);

type Chip = {
  readonly key: string;
  readonly name: string;
  readonly role: boolean;
  readonly remove: () => void;
};

export const Exemptions = ({
  community,
  draft,
  onChange,
}: {
  community: CommunityId;
  draft: RuleDraft;
  onChange: (change: Pick<Partial<RuleDraft>, 'exemptRoles' | 'exemptChannels'>) => void;
}) => {
  const { t } = useTranslation();
  const channels = useSidebar()?.channels ?? [];
  const roles = useQuery('members', { community }, ['governanceChanged']).value?.roles ?? [];
  const { exemptRoles, exemptChannels } = draft;
  const addRole = (id: RoleId) => onChange({ exemptRoles: [...exemptRoles, id] });
  const addChannel = (id: ChannelId) => onChange({ exemptChannels: [...exemptChannels, id] });
  const chips: readonly Chip[] = [
    ...roles
      .filter(({ id }) => exemptRoles.includes(id))
      .map(({ id, name }) => ({
        key: id,
        name,
        role: true,
        remove: () => onChange({ exemptRoles: without(exemptRoles, id) }),
      })),
    ...channels
      .filter(({ id }) => exemptChannels.includes(id))
      .map(({ id, name }) => ({
        key: id,
        name,
        role: false,
        remove: () => onChange({ exemptChannels: without(exemptChannels, id) }),
      })),
  ];
  return (
    <fieldset className={styles.exempt}>
      <legend>{t('moderation.exemptTitle')}</legend>
      <p className={styles.hint}>{t('moderation.exemptHint')}</p>
      {chips.length > 0 && (
        <ul className={styles.chips}>
          {chips.map((chip) => (
            <li key={chip.key}>
              <Icon of={chip.role ? Shield : Hash} size={14} />
              <span>{chip.name}</span>
              <button
                type="button"
                aria-label={t('moderation.remove', { name: chip.name })}
                onClick={chip.remove}
              >
                <Icon of={X} size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.adds}>
        <Picker
          label={t('moderation.addRole')}
          search={t('moderation.findRole')}
          none={t('moderation.noneFound')}
          items={roles
            .filter(({ id }) => !exemptRoles.includes(id))
            .map(({ id, name }) => ({
              key: id,
              label: name,
              mark: <Icon of={Shield} size={15} />,
              pick: () => addRole(id),
            }))}
        />
        <Picker
          label={t('moderation.addChannel')}
          search={t('moderation.findChannel')}
          none={t('moderation.noneFound')}
          items={channels
            .filter(({ id }) => !exemptChannels.includes(id))
            .map(({ id, name }) => ({
              key: id,
              label: name,
              mark: <Icon of={Hash} size={15} />,
              pick: () => addChannel(id),
            }))}
        />
      </div>
    </fieldset>
  );
};
