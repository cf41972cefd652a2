/** A call that comes in, goes out or came to nothing: who it is with, how it stands, and what can be done. */
import type { PaletteColour } from '@maru/sync-core';
import type { ReactNode, Ref } from 'react';
import { Avatar } from '../../../components/avatar.tsx';
import styles from './ringing.module.css';

export const RingCard = ({
  label,
  name,
  colour,
  title,
  ringing,
  children,
  actions,
  ref,
}: {
  /** What this part of the page is called. */
  label: string;
  name: string;
  colour: PaletteColour;
  title: string;
  /** Something rings now. */
  ringing: boolean;
  /** How it stands. */
  children: ReactNode;
  actions: ReactNode;
  ref?: Ref<HTMLElement>;
}) => (
  <section ref={ref} className={styles.card} aria-label={label}>
    <span className={styles.face} data-ringing={ringing || undefined}>
      <Avatar name={name} colour={colour} size={48} />
    </span>
    <div className={styles.words}>
      <h2>{title}</h2>
      {children}
    </div>
    <div className={styles.actions}>{actions}</div>
  </section>
);
