/** The rules of a community, to be read and accepted before one writes there for the first time. */
import type { CommunityId } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import styles from './composer.module.css';

export const RulesGate = ({ community }: { community: CommunityId }) => {
  const { bridge, environment } = useServices();
  const { t } = useTranslation();
  const { value, reload } = useQuery('owedRules', { community }, ['governanceChanged']);
  const [error, setError] = useState<string | null>(null);
  if (!value) return <div className={styles.readOnly} />;
  const { rules } = value;
  const accept = async () => {
    if (!rules) return;
    const done = await bridge.command('acceptRules', { community, rules: rules.id });
    if (done.ok) return setError(null);
    setError(errorWords(t, done.error));
    // Others may stand there by now: those are shown.
    await reload();
  };
  return (
    <section className={styles.rules} aria-label={t('structure.rulesTitle')}>
      <h2>{t('structure.rulesTitle')}</h2>
      {rules && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
        <section className={styles.rulesText} tabIndex={0} aria-label={t('structure.rules')}>
          <Markdown text={rules.text} mentions={[]} me={null} openLink={environment.openExternal} />
        </section>
      )}
      <div className={styles.rulesFoot}>
        <p>{t('structure.rulesGate')}</p>
        <Button tone="accent" disabled={!rules} onClick={() => void accept()}>
          {t('structure.rulesAccept')}
        </Button>
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </section>
  );
};
