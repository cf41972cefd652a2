/** What a rule looks at: the fields of each kind, each with its refusal beside it. */
import { unreachable } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { Field, Segments, Select, TextArea } from '../../components/field.tsx';
import { durationWords } from '../../text/duration.ts';
import styles from './moderation.module.css';
import { type Forbidden, newForSeconds, type RuleDraft, type RuleProblems } from './rule-draft.ts';

type Of = {
  draft: RuleDraft;
  problems: RuleProblems;
  onChange: (change: Partial<RuleDraft>) => void;
};

const Links = ({ draft, problems, onChange }: Of) => {
  const { t } = useTranslation();
  return (
    <>
      <Segments
        label={t('moderation.policyLabel')}
        value={draft.policy}
        options={[
          { value: 'except', label: t('moderation.policyExcept') },
          { value: 'only', label: t('moderation.policyOnly') },
          { value: 'none', label: t('moderation.policyNone') },
        ]}
        onChange={(policy) => onChange({ policy })}
      />
      {draft.policy !== 'none' && (
        <TextArea
          label={t('moderation.hostsLabel')}
          hint={t('moderation.hostsHint')}
          error={problems.hosts ?? null}
          value={draft.hosts}
          rows={4}
          spellCheck={false}
          onChange={(event) => onChange({ hosts: event.target.value })}
        />
      )}
    </>
  );
};

const Flood = ({ draft, problems, onChange }: Of) => {
  const { t } = useTranslation();
  return (
    <div>
      <div className={styles.pair}>
        <Field
          label={t('moderation.floodMessages')}
          error={problems.messages ?? null}
          inputMode="numeric"
          value={draft.messages}
          onChange={(event) => onChange({ messages: event.target.value })}
        />
        <Field
          label={t('moderation.floodSeconds')}
          error={problems.seconds ?? null}
          inputMode="numeric"
          value={draft.seconds}
          onChange={(event) => onChange({ seconds: event.target.value })}
        />
      </div>
      <p className={styles.hint}>{t('moderation.floodHint')}</p>
    </div>
  );
};

const NewMembers = ({ draft, problems, onChange }: Of) => {
  const { t, i18n } = useTranslation();
  const all: readonly { readonly id: Forbidden; readonly label: string }[] = [
    { id: 'messages', label: t('moderation.forbidMessages') },
    { id: 'links', label: t('moderation.forbidLinks') },
    { id: 'mentions', label: t('moderation.forbidMentions') },
  ];
  const durations = new Set([...newForSeconds, draft.newSeconds]);
  return (
    <>
      <Select
        label={t('moderation.newFor')}
        value={String(draft.newSeconds)}
        options={[...durations]
          .sort((a, b) => a - b)
          .map((seconds) => ({
            value: String(seconds),
            label: durationWords(i18n.language, seconds * 1_000),
          }))}
        onChange={(value) => onChange({ newSeconds: Number(value) })}
      />
      <fieldset className={styles.checks}>
        <legend>{t('moderation.forbidLabel')}</legend>
        {all.map(({ id, label }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={draft.forbid.includes(id)}
              onChange={(event) =>
                onChange({
                  forbid: event.target.checked
                    ? [...draft.forbid, id]
                    : draft.forbid.filter((other) => other !== id),
                })
              }
            />
            {label}
          </label>
        ))}
        {problems.forbid && (
          <p className={styles.problem} role="alert">
            {problems.forbid}
          </p>
        )}
      </fieldset>
    </>
  );
};

export const TriggerFields = (of: Of) => {
  const { draft, problems, onChange } = of;
  const { t } = useTranslation();
  switch (draft.type) {
    case 'words':
      return (
        <TextArea
          label={t('moderation.wordsLabel')}
          hint={t('moderation.wordsHint')}
          error={problems.words ?? null}
          value={draft.words}
          rows={5}
          spellCheck={false}
          onChange={(event) => onChange({ words: event.target.value })}
        />
      );
    case 'mentions':
      return (
        <Field
          label={t('moderation.mostLabel')}
          error={problems.most ?? null}
          inputMode="numeric"
          value={draft.most}
          onChange={(event) => onChange({ most: event.target.value })}
        />
      );
    case 'links':
      return <Links {...of} />;
    case 'flood':
      return <Flood {...of} />;
    case 'newMembers':
      return <NewMembers {...of} />;
    default:
      return unreachable(draft.type);
  }
};
