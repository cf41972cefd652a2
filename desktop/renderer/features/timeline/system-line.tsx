/** What an imported log says that no person typed. */
import { type MessageView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './timeline.module.css';

const wordsOf = (t: TFunction, message: MessageView): string => {
  const name = message.author.name;
  const text = message.text;
  switch (message.system) {
    case 'joined':
      return t('timeline.systemJoined', { name });
    case 'left':
      return t('timeline.systemLeft', { name });
    case 'renamed':
      return t('timeline.systemRenamed', { name, text });
    case 'topic':
      return t('timeline.systemTopic', { name, text });
    case 'action':
      return `* ${name} ${text}`;
    case 'notice':
    case null:
      return `${name} ${text}`;
    default:
      return unreachable(message.system);
  }
};

export const SystemRow = ({ message, tabbable }: { message: MessageView; tabbable: boolean }) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  return (
    <article
      id={`message-${message.id}`}
      data-message={message.id}
      className={styles.system}
      tabIndex={tabbable ? 0 : -1}
      aria-label={t('timeline.messageLabel', { name: message.author.name, time: words.exact(message.at) })}
    >
      <span>{wordsOf(t, message)}</span>
      <time title={words.exact(message.at)}>{words.relative(message.at)}</time>
    </article>
  );
};
