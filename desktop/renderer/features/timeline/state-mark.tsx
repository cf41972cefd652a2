/** Where an own message is: a small glyph with words on hover and focus. */
import { type MessageState, unreachable } from '@maru/sync-core';
import { Check, CheckCheck, Clock3, HardDrive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { Tip } from '../../components/tip.tsx';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './message.module.css';

export const StateMark = ({ state, tabbable }: { state: MessageState; tabbable: boolean }) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const [icon, label] = (() => {
    switch (state.kind) {
      case 'saved':
        return [HardDrive, t('timeline.stateSaved')] as const;
      case 'relayed':
        return [Check, t('timeline.stateRelayed')] as const;
      case 'seen':
        return [CheckCheck, t('timeline.stateSeen', { count: state.devices })] as const;
      case 'held':
        return [Clock3, t('timeline.stateHeld', { time: words.exact(state.until) })] as const;
      default:
        return unreachable(state);
    }
  })();
  return (
    <Tip label={label}>
      <button
        type="button"
        className={styles.state}
        aria-label={label}
        tabIndex={tabbable ? 0 : -1}
        data-state={state.kind}
      >
        <Icon of={icon} size={13} />
      </button>
    </Tip>
  );
};
