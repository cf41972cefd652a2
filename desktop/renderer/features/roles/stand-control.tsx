/** Allow, inherit or deny: three radios in a row, told apart by sign and word as well as by colour. */
import { Check, type LucideIcon, Minus, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import type { Stand } from './overwrites-draft.ts';
import styles from './roles.module.css';

const signs: Record<Stand, LucideIcon> = { deny: X, inherit: Minus, allow: Check };

export const StandControl = ({
  label,
  describedBy,
  value,
  disabled,
  onChange,
}: {
  /** Id of what names it. */
  label: string;
  describedBy: string;
  value: Stand;
  disabled: boolean;
  onChange: (stand: Stand) => void;
}) => {
  const { t } = useTranslation();
  const name = useId();
  const words: Record<Stand, string> = {
    deny: t('roles.place.deny'),
    inherit: t('roles.place.inherit'),
    allow: t('roles.place.allow'),
  };
  return (
    <div
      className={styles.stand}
      role="radiogroup"
      aria-labelledby={label}
      aria-describedby={describedBy}
      aria-disabled={disabled || undefined}
    >
      {(['deny', 'inherit', 'allow'] as const).map((stand) => (
        <label key={stand} data-stand={stand} title={words[stand]}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={stand === value}
            disabled={disabled}
            onChange={() => onChange(stand)}
          />
          <Icon of={signs[stand]} size={16} />
          <span className="visually-hidden">{words[stand]}</span>
        </label>
      ))}
    </div>
  );
};
