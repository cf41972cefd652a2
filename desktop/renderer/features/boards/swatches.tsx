/** One of the palette's colours by its name, or none. */
import { type PaletteColour, paletteColours } from '@maru/sync-core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { colourName } from '../../text/colour-name.ts';
import styles from './boards.module.css';

export const Swatches = ({
  label,
  value,
  none,
  onChange,
}: {
  label: string;
  value: PaletteColour | null;
  /** What choosing none is called, where that is a choice. */
  none?: string;
  onChange: (colour: PaletteColour | null) => void;
}) => {
  const { t } = useTranslation();
  const name = useId();
  const options: readonly (PaletteColour | null)[] =
    none === undefined ? paletteColours : [null, ...paletteColours];
  return (
    <fieldset className={styles.swatches}>
      <legend>{label}</legend>
      <div>
        {options.map((colour) => (
          <label key={colour ?? 'none'} title={colour ? colourName(t, colour) : none}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={value === colour}
              onChange={() => onChange(colour)}
            />
            <span
              data-none={colour === null || undefined}
              style={colour ? { background: `var(--solid-${colour})` } : undefined}
            >
              <span className="visually-hidden">{colour ? colourName(t, colour) : none}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
