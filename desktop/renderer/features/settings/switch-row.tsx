/** A setting that is on or off. */
import { Switch } from '@base-ui/react/switch';
import { useId } from 'react';
import styles from './settings.module.css';

export const SwitchRow = ({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  label: string;
  hint: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) => {
  const id = useId();
  return (
    <div className={styles.row}>
      <div>
        <p id={id}>{label}</p>
        <p className={styles.hint}>{hint}</p>
      </div>
      <Switch.Root
        className={styles.switch}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={id}
      >
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
    </div>
  );
};
