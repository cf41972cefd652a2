/** One thing that can be done, with what it means beside its button. */
import type { ReactNode } from 'react';
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import settings from '../settings/settings.module.css';
import styles from './structure.module.css';

export const ActRow = ({
  title,
  hint,
  label,
  tone = 'outline',
  onRun,
}: {
  title: string;
  hint: ReactNode;
  label: string;
  tone?: 'outline' | 'danger';
  onRun: () => void;
}) => {
  const id = useId();
  return (
    <div className={styles.actRow}>
      <div>
        <p>{title}</p>
        <p id={id} className={settings.hint}>
          {hint}
        </p>
      </div>
      <Button tone={tone} aria-describedby={id} onClick={onRun}>
        {label}
      </Button>
    </div>
  );
};
