/** Making or changing one rule. What is wrong is said beside its field once one tries to save; nothing is lost. */
import type { AutoRuleView, CommunityId } from '@maru/sync-core';
import { ArrowLeft, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ruleNameChars } from '../../../contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Field, Segments } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { Exemptions } from './exemptions.tsx';
import styles from './moderation.module.css';
import { checkDraft, emptyDraft, type RuleDraft, ruleToDraft } from './rule-draft.ts';
import { TriggerFields } from './trigger-fields.tsx';

const useRuleForm = (community: CommunityId, rule: AutoRuleView | null, onDone: () => void) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => (rule ? ruleToDraft(rule) : emptyDraft));
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const checked = checkDraft(t, draft);
  return {
    draft,
    error,
    busy,
    problems: tried && !checked.ok ? checked.problems : {},
    change(change: Partial<RuleDraft>) {
      setDraft({ ...draft, ...change });
      setError(null);
    },
    async save() {
      setTried(true);
      if (!checked.ok) return false;
      setBusy(true);
      const input = { community, rule: rule?.id ?? null, ...checked.input };
      const saved = await bridge.command('setAutoRule', input);
      setBusy(false);
      if (!saved.ok) setError(errorWords(t, saved.error));
      else {
        toasts.show(t('moderation.saved', { name: input.name }));
        onDone();
      }
      return true;
    },
    async remove() {
      if (!rule) return;
      const removed = await bridge.command('removeAutoRule', { community, rule: rule.id });
      if (!removed.ok) return setError(errorWords(t, removed.error));
      toasts.show(t('moderation.ruleDeleted', { name: rule.name }), {
        action: {
          label: t('common.undo'),
          run: () => {
            const back = checkDraft(t, ruleToDraft(rule));
            if (back.ok) void bridge.command('setAutoRule', { community, rule: null, ...back.input });
          },
        },
      });
      onDone();
    },
  };
};

export const RuleEditor = ({
  community,
  rule,
  onDone,
}: {
  community: CommunityId;
  rule: AutoRuleView | null;
  onDone: () => void;
}) => {
  const { t } = useTranslation();
  const { draft, problems, error, busy, change, save, remove } = useRuleForm(community, rule, onDone);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);

  useEffect(() => first.current?.focus({ preventScroll: true }), []);

  const submit = async () => {
    if (await save()) return;
    // The first field that is wrong, once it is drawn as such.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };

  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <div className={styles.editorHead}>
        <Button tone="quiet" onClick={onDone}>
          <Icon of={ArrowLeft} size={16} />
          {t('moderation.back')}
        </Button>
        {rule && (
          <Button tone="quiet" className={styles.delete ?? ''} onClick={() => void remove()}>
            <Icon of={Trash2} size={16} />
            {t('moderation.deleteRule')}
          </Button>
        )}
      </div>
      <h2 className={styles.sub}>{rule ? rule.name : t('moderation.newTitle')}</h2>
      <Field
        ref={first}
        label={t('moderation.nameLabel')}
        hint={t('moderation.nameHint')}
        error={problems.name ?? null}
        value={draft.name}
        maxLength={ruleNameChars}
        onChange={(event) => change({ name: event.target.value })}
      />
      <div className={styles.types}>
        <Segments
          label={t('moderation.whatLabel')}
          value={draft.type}
          options={[
            { value: 'words', label: t('moderation.typeWords') },
            { value: 'links', label: t('moderation.typeLinks') },
            { value: 'mentions', label: t('moderation.typeMentions') },
            { value: 'flood', label: t('moderation.typeFlood') },
            { value: 'newMembers', label: t('moderation.typeNew') },
          ]}
          onChange={(type) => change({ type })}
        />
      </div>
      <TriggerFields draft={draft} problems={problems} onChange={change} />
      <div>
        <Segments
          label={t('moderation.responseLabel')}
          value={draft.response}
          options={[
            { value: 'hide', label: t('moderation.responseHide') },
            { value: 'flag', label: t('moderation.responseFlag') },
          ]}
          onChange={(response) => change({ response })}
        />
        <p className={styles.hint}>
          {draft.response === 'hide' ? t('moderation.responseHideHint') : t('moderation.responseFlagHint')}
        </p>
      </div>
      <Exemptions community={community} draft={draft} onChange={change} />
      {error && (
        <p className={styles.problem} role="alert">
          {error}
        </p>
      )}
      <div className={styles.foot}>
        <Button tone="quiet" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" tone="accent" disabled={busy}>
          {t('moderation.save')}
        </Button>
      </div>
    </form>
  );
};
