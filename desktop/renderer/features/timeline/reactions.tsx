/** The reactions under a message; own ones are marked and can be taken back. */
import type { ReactionView } from '@maru/sync-core';
import { SmilePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { Tip } from '../../components/tip.tsx';
import styles from './message.module.css';

export const Reactions = ({
  reactions,
  tabbable,
  onToggle,
  onAdd,
}: {
  reactions: readonly ReactionView[];
  tabbable: boolean;
  onToggle: (emoji: string, on: boolean) => void;
  onAdd: (anchor: Element) => void;
}) => {
  const { t } = useTranslation();
  const who = ({ names, count }: ReactionView) =>
    count > names.length
      ? t('action.reactedMore', { names: names.join(', '), count: count - names.length })
      : t('action.reactedBy', { names: names.join(', ') });
  return (
    <div className={styles.reactions}>
      {reactions.map((reaction) => (
        <Tip key={reaction.emoji} label={who(reaction)}>
          <button
            type="button"
            className={styles.reaction}
            aria-pressed={reaction.mine}
            aria-label={`${reaction.emoji} ${reaction.count}. ${who(reaction)}`}
            tabIndex={tabbable ? 0 : -1}
            onClick={() => onToggle(reaction.emoji, !reaction.mine)}
          >
            <span className={styles.reactionEmoji}>{reaction.emoji}</span>
            {reaction.count}
          </button>
        </Tip>
      ))}
      <button
        type="button"
        className={styles.reaction}
        data-add
        aria-label={t('action.react')}
        tabIndex={tabbable ? 0 : -1}
        onClick={(event) => onAdd(event.currentTarget)}
      >
        <Icon of={SmilePlus} size={15} />
      </button>
    </div>
  );
};
