/** Which rules a text would meet: to see what one made before others do. */
import type { CommunityId, RuleMetView } from '@maru/sync-core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { causeWords } from '../../text/rule-words.ts';
import styles from './moderation.module.css';

/** Asked once one pauses. */
const pauseMs = 200;

export const TryRules = ({ community, rules }: { community: CommunityId; rules: unknown }) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [met, setMet] = useState<readonly RuleMetView[] | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a rule changes.
  useEffect(() => {
    if (text.trim() === '') return setMet(null);
    let stopped = false;
    const timer = setTimeout(async () => {
      const answer = await bridge.query('tryRules', { community, text });
      if (!stopped && answer.ok) setMet(answer.value);
    }, pauseMs);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [bridge, community, text, rules]);

  return (
    <section className={styles.try}>
      <h2 className={styles.sub}>{t('moderation.tryTitle')}</h2>
      <TextArea
        label={t('moderation.tryLabel')}
        hint={t('moderation.tryHint')}
        placeholder={t('moderation.tryPlaceholder')}
        value={text}
        rows={2}
        onChange={(event) => setText(event.target.value)}
      />
      <div role="status">
        {met?.length === 0 && <p className={styles.fine}>{t('moderation.tryNone')}</p>}
        {met !== null && met.length > 0 && (
          <ul className={styles.met}>
            {met.map(({ rule, name, response, cause }) => (
              <li key={rule}>
                <strong>{name}</strong>
                <span className={styles.badge} data-response={response}>
                  {response === 'hide' ? t('moderation.hides') : t('moderation.flags')}
                </span>
                <span className={styles.note}>{causeWords(t, cause)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
};
