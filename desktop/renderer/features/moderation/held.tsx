/**
 * A message that others don't see, with why. Its author reads it as it is; to whoever moderates it is folded, so
 * that nobody has to look at what was hidden for a reason.
 */
import { type HeldView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import styles from './moderation.module.css';

export const heldWords = (t: TFunction, { reason, rules }: HeldView): string => {
  switch (reason) {
    case 'rule':
      return rules.length === 0
        ? t('moderation.heldRuleGone')
        : t('moderation.heldRule', { rules: rules.join(', ') });
    case 'slow-mode':
      return t('moderation.heldSlow');
    case 'removed':
      return t('moderation.heldRemoved');
    case 'purged':
      return t('moderation.heldPurged');
    case 'reverted':
      return t('moderation.heldReverted');
    case 'timed-out':
      return t('moderation.heldTimedOut');
    default:
      return unreachable(reason);
  }
};

export const Held = ({
  held,
  mine,
  erased,
  tabbable,
  children,
}: {
  held: HeldView;
  mine: boolean;
  erased: boolean;
  tabbable: boolean;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const open = (mine || shown) && !erased;
  return (
    <div className={styles.held}>
      <div className={styles.heldWhy}>
        <Icon of={EyeOff} size={14} />
        <span>
          {mine && <strong>{t('moderation.ownHeld')}</strong>}
          {heldWords(t, held)}
          {erased && ` · ${t('moderation.heldErased')}`}
          {!erased && held.reason === 'purged' && ` · ${t('moderation.heldErasedSoon')}`}
        </span>
        {!mine && !erased && (
          <button
            type="button"
            tabIndex={tabbable ? 0 : -1}
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? t('moderation.heldHide') : t('moderation.heldShow')}
          </button>
        )}
      </div>
      {open && children}
    </div>
  );
};
