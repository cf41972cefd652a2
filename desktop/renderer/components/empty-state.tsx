/** What a place is for and the first step, when there is nothing in it yet. */
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export const EmptyState = ({
  art,
  title,
  children,
  action,
}: {
  art?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) => (
  <div className={styles.empty}>
    {art && <div className={styles.art}>{art}</div>}
    <h2 className={styles.title}>{title}</h2>
    {children && <p className={styles.text}>{children}</p>}
    {action && <div className={styles.action}>{action}</div>}
  </div>
);
