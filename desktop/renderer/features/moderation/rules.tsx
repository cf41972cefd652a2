/** Automatic rules: those there are, one to make or change, and a box to try them in. */

import { Switch } from '@base-ui/react/switch';
import { type AutoRuleView, type CommunityId, limits, type OpId, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { ListChecks, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { durationWords } from '../../text/duration.ts';
import { errorWords } from '../../text/errors.ts';
import settings from '../settings/settings.module.css';
import styles from './moderation.module.css';
import { checkDraft, ruleToDraft } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { TryRules } from './try-rules.tsx';

const summaryOf = (t: TFunction, language: string, { trigger }: AutoRuleView): string => {
  switch (trigger.type) {
    case 'words':
      return t('moderation.sumWords', { count: trigger.words.length });
    case 'mentions':
      return t('moderation.sumMentions', { count: trigger.most });
    case 'links': {
      const count = trigger.hosts.length;
      if (trigger.policy === 'none') return t('moderation.sumLinksNone');
      return trigger.policy === 'only'
        ? t('moderation.sumLinksOnly', { count })
        : t('moderation.sumLinksExcept', { count });
    }
    case 'flood':
      return t('moderation.sumFlood', {
        count: trigger.messages,
        time: durationWords(language, trigger.seconds * 1_000),
      });
    case 'newMembers':
      return t('moderation.sumNew', { time: durationWords(language, trigger.seconds * 1_000) });
    default:
      return unreachable(trigger);
  }
};

const RuleRow = ({
  community,
  rule,
  onEdit,
}: {
  community: CommunityId;
  rule: AutoRuleView;
  onEdit: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t, i18n } = useTranslation();
  const { name, enabled, response } = rule;
  const turn = async (on: boolean) => {
    const checked = checkDraft(t, { ...ruleToDraft(rule), enabled: on });
    if (!checked.ok) return onEdit();
    const done = await bridge.command('setAutoRule', { community, rule: rule.id, ...checked.input });
    if (!done.ok) return toasts.show(errorWords(t, done.error), { tone: 'problem' });
    toasts.show(on ? t('moderation.turnedOn', { name }) : t('moderation.turnedOff', { name }));
  };
  return (
    <li className={styles.rule} data-off={enabled ? undefined : true}>
      <button type="button" className={styles.ruleBody} onClick={onEdit}>
        <span className={styles.ruleName}>{name}</span>
        <span className="visually-hidden">{t('moderation.editRule', { name })}</span>
        <span className={styles.note}>
          <span className={styles.badge} data-response={response}>
            {response === 'hide' ? t('moderation.hides') : t('moderation.flags')}
          </span>
          {summaryOf(t, i18n.language, rule)}
        </span>
      </button>
      <Switch.Root
        className={settings.switch}
        checked={enabled}
        onCheckedChange={(on) => void turn(on)}
        aria-label={t('moderation.ruleOn', { name })}
      >
        <Switch.Thumb className={settings.thumb} />
      </Switch.Root>
    </li>
  );
};

export const Rules = ({ community }: { community: CommunityId }) => {
  const { t } = useTranslation();
  const { value } = useQuery('autoRules', { community }, ['governanceChanged']);
  const [editing, setEditing] = useState<OpId | 'new' | null>(null);
  if (!value) return null;
  const { rules } = value;
  const edited = rules.find(({ id }) => id === editing) ?? null;
  if (editing === 'new' || edited)
    return <RuleEditor key={editing} community={community} rule={edited} onDone={() => setEditing(null)} />;
  const full = rules.length >= limits.autoRules;
  const create = (
    <Button tone="accent" disabled={full} onClick={() => setEditing('new')}>
      <Icon of={Plus} size={16} />
      {t('moderation.newRule')}
    </Button>
  );
  if (rules.length === 0)
    return (
      <EmptyState art={<Icon of={ListChecks} size={26} />} title={t('moderation.noRules')} action={create}>
        {t('moderation.noRulesHint')}
      </EmptyState>
    );
  return (
    <div className={styles.form}>
      <div className={styles.intro}>
        <p className={styles.hint}>
          {full ? t('moderation.rulesFull', { count: limits.autoRules }) : t('moderation.rulesIntro')}
        </p>
        {create}
      </div>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <RuleRow key={rule.id} community={community} rule={rule} onEdit={() => setEditing(rule.id)} />
        ))}
      </ul>
      <TryRules community={community} rules={rules} />
    </div>
  );
};
