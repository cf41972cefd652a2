/** A channel's settings: what it is called and about, where it is, how fast, how far back it is read. */
import {
  type ChannelSettingsView,
  type ChannelView,
  type CommunityId,
  type HistorySetting,
  limits,
  type SidebarView,
} from '@maru/sync-core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Segments, Select, TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { durationWords } from '../../text/duration.ts';
import { errorWords } from '../../text/errors.ts';
import settings from '../settings/settings.module.css';
import { useEdits } from './edits.ts';
import { SaveBar } from './save-bar.tsx';
import styles from './structure.module.css';
import { nameProblem, textLimits, tooLongProblem } from './text-problem.ts';

/** Those of Discord, up to its longest. */
const slowSteps = [0, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, limits.slowModeSeconds];

const dayOf = (ms: number): string => {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
/** The start of the day in this place; null for what is no day. */
const dayToMs = (day: string): number | null => {
  const ms = new Date(`${day}T00:00:00`).getTime();
  return Number.isNaN(ms) || ms < 0 ? null : ms;
};

const History = ({
  value,
  disabled,
  onChange,
}: {
  value: HistorySetting;
  disabled: boolean;
  onChange: (history: HistorySetting) => void;
}) => {
  const { environment } = useServices();
  const { t } = useTranslation();
  const hints: Record<HistorySetting['type'], string> = {
    everything: t('structure.historyEverythingHint'),
    sinceJoining: t('structure.historyJoiningHint'),
    sinceDate: t('structure.historyDateHint'),
  };
  return (
    <fieldset className={styles.group} disabled={disabled}>
      <Segments
        label={t('structure.history')}
        value={value.type}
        onChange={(type) =>
          onChange(
            type === 'sinceDate'
              ? { type, date: dayToMs(dayOf(environment.now())) ?? environment.now() }
              : { type },
          )
        }
        options={[
          { value: 'everything', label: t('structure.historyEverything') },
          { value: 'sinceJoining', label: t('structure.historyJoining') },
          { value: 'sinceDate', label: t('structure.historyDate') },
        ]}
      />
      {value.type === 'sinceDate' && (
        <Field
          label={t('structure.historyFrom')}
          type="date"
          value={dayOf(value.date)}
          max={dayOf(environment.now())}
          onChange={(event) => {
            const date = dayToMs(event.target.value);
            if (date !== null) onChange({ type: 'sinceDate', date });
          }}
        />
      )}
      <p className={settings.hint}>{hints[value.type]}</p>
    </fieldset>
  );
};

export const ChannelForm = ({
  community,
  sidebar,
  channel,
  rest,
}: {
  community: CommunityId;
  sidebar: SidebarView;
  channel: ChannelView;
  rest: ChannelSettingsView;
}) => {
  const { bridge, toasts } = useServices();
  const { t, i18n } = useTranslation();
  const { value, changed, set, reset } = useEdits({
    name: channel.name,
    topic: channel.topic,
    category: channel.category,
    slowModeSeconds: rest.slowModeSeconds,
    history: rest.history,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const locked = !rest.mayManage;
  const badName = changed ? nameProblem(t, value.name) : null;
  const badTopic = tooLongProblem(t, value.topic, textLimits.topic);

  const write = async () => {
    const { category, ...edits } = changed ?? {};
    if (Object.keys(edits).length > 0) {
      const edited = await bridge.command('editChannel', { community, channel: channel.id, ...edits });
      if (!edited.ok) return edited;
    }
    return category === undefined
      ? null
      : bridge.command('moveChannel', { community, channel: channel.id, category, before: null });
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (badName ?? badTopic) return setProblem(t('structure.lookAbove'));
    // As the host keeps it.
    if (changed?.name !== undefined) set('name', value.name.trim());
    setSaving(true);
    const done = await write();
    setSaving(false);
    if (done?.ok === false) return setProblem(errorWords(t, done.error));
    setProblem(null);
    toasts.show(t('structure.saved'));
  };

  const steps = slowSteps.includes(value.slowModeSeconds)
    ? slowSteps
    : [...slowSteps, value.slowModeSeconds].sort((a, b) => a - b);
  return (
    <form
      className={`${settings.form} ${locked ? styles.locked : ''}`}
      onSubmit={(event) => void save(event)}
      noValidate
    >
      <Field
        label={t('channel.nameLabel')}
        value={value.name}
        readOnly={locked}
        error={badName}
        onChange={(event) => set('name', event.target.value)}
      />
      <TextArea
        label={t('channel.topicLabel')}
        value={value.topic}
        readOnly={locked}
        rows={3}
        placeholder={t('channel.topicPlaceholder')}
        error={badTopic}
        hint={t('structure.counted', { count: value.topic.length, limit: textLimits.topic.toLocaleString() })}
        onChange={(event) => set('topic', event.target.value)}
      />
      <fieldset className={styles.group} disabled={locked}>
        <Select
          label={t('channel.categoryLabel')}
          value={value.category ?? ''}
          options={[
            { value: '', label: t('channel.noCategory') },
            ...sidebar.categories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => set('category', sidebar.categories.find((one) => one.id === id)?.id ?? null)}
        />
      </fieldset>
      <fieldset className={styles.group} disabled={locked}>
        <Select
          label={t('structure.slowMode')}
          value={String(value.slowModeSeconds)}
          options={steps.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 ? t('structure.slowOff') : durationWords(i18n.language, seconds * 1_000),
          }))}
          onChange={(seconds) => set('slowModeSeconds', Number(seconds))}
        />
        <p className={settings.hint}>{t('structure.slowModeHint')}</p>
      </fieldset>
      <History value={value.history} disabled={locked} onChange={(history) => set('history', history)} />
      {changed && !locked && (
        <SaveBar
          problem={problem}
          saving={saving}
          onReset={() => {
            reset();
            setProblem(null);
          }}
        />
      )}
    </form>
  );
};
