/** What notifies: one of three, or what is around the place. */
import { type NotificationLevel, notificationLevels } from '@maru/sync-core';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttentionWords } from './attention-words.ts';
import styles from './notifications.module.css';

type Choice = { readonly value: NotificationLevel | null; readonly label: string; readonly hint: string };

export const LevelChoice = ({
  value,
  inherit,
  onChange,
}: {
  value: NotificationLevel | null;
  /** The words for setting nothing here, and what counts then. */
  inherit: { readonly label: string; readonly hint: string };
  /** Resolves to whether it holds. */
  onChange: (level: NotificationLevel | null) => Promise<boolean>;
}) => {
  const { t } = useTranslation();
  const words = useAttentionWords();
  const name = useId();
  /** Shown at once; the host's answer follows and wins. */
  const [chosen, setChosen] = useState(value);
  useEffect(() => setChosen(value), [value]);
  const choose = async (level: NotificationLevel | null) => {
    setChosen(level);
    if (!(await onChange(level))) setChosen(value);
  };
  const hints: Record<NotificationLevel, string> = {
    all: t('notifications.allHint'),
    mentions: t('notifications.mentionsHint'),
    nothing: t('notifications.nothingHint'),
  };
  const choices: readonly Choice[] = [
    { value: null, ...inherit },
    ...notificationLevels.map((level) => ({ value: level, label: words.level(level), hint: hints[level] })),
  ];
  return (
    <fieldset className={styles.choices}>
      <legend>{t('notifications.level')}</legend>
      {choices.map((choice) => (
        <label key={choice.value ?? 'inherit'} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={choice.value === chosen}
            onChange={() => void choose(choice.value)}
          />
          <span>
            {choice.label}
            <small>{choice.hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
