/** What a community is called, looks like and begins with. */
import type { CommunityId, NotificationLevel, OverviewView, SidebarView } from '@maru/sync-core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Segments, Select, TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import settings from '../settings/settings.module.css';
import { useEdits } from './edits.ts';
import { PictureField } from './picture-field.tsx';
import { SaveBar } from './save-bar.tsx';
import styles from './structure.module.css';
import { nameProblem, textLimits, tooLongProblem } from './text-problem.ts';

export const CommunityForm = ({
  community,
  sidebar,
  overview,
}: {
  community: CommunityId;
  sidebar: SidebarView;
  overview: OverviewView;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const { name, description, notifications, systemChannel, rules } = overview;
  const { value, changed, set, reset } = useEdits({ name, description, notifications, systemChannel, rules });
  const [icon, setIcon] = useState<Uint8Array | null | undefined>(undefined);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const locked = !overview.mayManage;
  const problems = {
    name: changed ? nameProblem(t, value.name) : null,
    description: tooLongProblem(t, value.description, textLimits.description),
    rules: tooLongProblem(t, value.rules, textLimits.rules),
  };
  const restore = () => {
    reset();
    setIcon(undefined);
    setProblem(null);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (problems.name ?? problems.description ?? problems.rules) return setProblem(t('structure.lookAbove'));
    // As the host keeps it.
    if (changed?.name !== undefined) set('name', value.name.trim());
    setSaving(true);
    const done = await bridge.command('editCommunity', { community, ...changed, icon });
    setSaving(false);
    if (!done.ok) return setProblem(errorWords(t, done.error));
    setIcon(undefined);
    setProblem(null);
    toasts.show(t('structure.saved'));
  };
  const levels: readonly { value: NotificationLevel; label: string }[] = [
    { value: 'all', label: t('structure.levelAll') },
    { value: 'mentions', label: t('structure.levelMentions') },
    { value: 'nothing', label: t('structure.levelNothing') },
  ];
  return (
    <form
      className={`${settings.form} ${locked ? styles.locked : ''}`}
      onSubmit={(event) => void save(event)}
      noValidate
    >
      <PictureField
        community={community}
        name={value.name}
        icon={overview.icon}
        chosen={icon}
        locked={locked}
        onChoose={setIcon}
      />
      <Field
        label={t('community.nameLabel')}
        value={value.name}
        readOnly={locked}
        error={problems.name}
        onChange={(event) => set('name', event.target.value)}
      />
      <TextArea
        label={t('structure.description')}
        value={value.description}
        readOnly={locked}
        rows={3}
        error={problems.description}
        hint={t('structure.counted', {
          count: value.description.length,
          limit: textLimits.description.toLocaleString(),
        })}
        onChange={(event) => set('description', event.target.value)}
      />
      <fieldset className={styles.group} disabled={locked}>
        <Select
          label={t('structure.systemChannel')}
          value={value.systemChannel ?? ''}
          options={[
            { value: '', label: t('structure.systemChannelNone') },
            ...sidebar.channels
              .filter(({ kind, archived }) => !archived && (kind === 'text' || kind === 'announcement'))
              .map(({ id, name: label }) => ({ value: id, label: `#${label}` })),
          ]}
          onChange={(id) => set('systemChannel', sidebar.channels.find((one) => one.id === id)?.id ?? null)}
        />
        <p className={settings.hint}>{t('structure.systemChannelHint')}</p>
      </fieldset>
      <fieldset className={styles.group} disabled={locked}>
        <Segments
          label={t('structure.levels')}
          value={value.notifications}
          onChange={(level) => set('notifications', level)}
          options={levels}
        />
        <p className={settings.hint}>{t('structure.levelsHint')}</p>
      </fieldset>
      <TextArea
        label={t('structure.rules')}
        value={value.rules}
        readOnly={locked}
        rows={6}
        placeholder={t('structure.rulesPlaceholder')}
        error={problems.rules}
        hint={t('structure.rulesHint')}
        onChange={(event) => set('rules', event.target.value)}
      />
      {(changed || icon !== undefined) && !locked && (
        <SaveBar problem={problem} saving={saving} onReset={restore} />
      )}
    </form>
  );
};
