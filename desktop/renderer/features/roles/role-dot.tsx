/** A role's colour as a dot; a ring where it has none. */
import type { PaletteColour } from '@maru/sync-core';
import styles from './roles.module.css';

export const RoleDot = ({ colour }: { colour: PaletteColour | null }) => (
  <span
    className={styles.dot}
    data-none={colour === null || undefined}
    style={colour === null ? undefined : { background: `var(--solid-${colour})` }}
    aria-hidden="true"
  />
);
