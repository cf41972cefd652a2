/** A person or a community as initials on one of the palette's solids. */
import type { PaletteColour } from '@maru/sync-core';
import styles from './avatar.module.css';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const graphemes = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** Two letters of Latin words, one or two syllables of Korean. */
export const initialsOf = (name: string, of: 'person' | 'community' = 'person'): string => {
  const words = name.trim().split(/\s+/);
  const first = graphemes(words[0] ?? '')[0] ?? '';
  if (/[\p{Script=Hangul}\p{Script=Han}]/u.test(first)) {
    const syllables = graphemes(words[0] ?? '');
    // A full Korean name is called by its given name.
    return of === 'person' && syllables.length === 3 && words.length === 1
      ? syllables.slice(1).join('')
      : syllables.slice(0, 2).join('');
  }
  const second = words.length > 1 ? (graphemes(words.at(-1) ?? '')[0] ?? '') : '';
  return (first + second).toUpperCase();
};

/** Two letters in less than this can't be read: one is shown. */
const readableFrom = 26;

export type Presence = 'online' | 'away' | 'offline';

export const Avatar = ({
  name,
  colour,
  size,
  presence,
  muted = false,
}: {
  name: string;
  colour: PaletteColour;
  size?: number;
  presence?: Presence;
  /** Not a member: a community or someone from an imported log. Drawn as a rounded square. */
  muted?: boolean;
}) => {
  const all = initialsOf(name, muted ? 'community' : 'person');
  const initials = size !== undefined && size < readableFrom ? (graphemes(all)[0] ?? '') : all;
  return (
    <span
      className={styles.avatar}
      data-muted={muted || undefined}
      data-wide={initials.length > 1 || undefined}
      style={{ background: `var(--solid-${colour})`, ...(size ? { '--avatar': `${size}px` } : {}) }}
      aria-hidden="true"
    >
      {initials}
      {presence && <span className={styles.presence} data-presence={presence} />}
    </span>
  );
};
