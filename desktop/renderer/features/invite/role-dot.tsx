/** A role's colour; grey for one without. */
import type { PaletteColour } from '@maru/sync-core';
import styles from './invite.module.css';

export const RoleDot = ({ colour }: { colour: PaletteColour | null }) => (
  <span className={styles.dot} style={colour ? { background: `var(--solid-${colour})` } : undefined} />
);
