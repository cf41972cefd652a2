/** One of the palette's colours, as radio buttons. */
import { type PaletteColour, paletteColours } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { colourName } from '../../text/colour-name.ts';
import styles from './first-run.module.css';

export const ColourPicker = ({
  value,
  onChange,
}: {
  value: PaletteColour | null;
  onChange: (colour: PaletteColour) => void;
}) => {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.colours}>
      <legend>{t('firstRun.colourLabel')}</legend>
      {paletteColours.map((colour) => (
        <label key={colour} style={{ background: `var(--solid-${colour})` }}>
          <input
            type="radio"
            name="colour"
            className="visually-hidden"
            checked={colour === value}
            onChange={() => onChange(colour)}
          />
          <span className="visually-hidden">{colourName(t, colour)}</span>
        </label>
      ))}
    </fieldset>
  );
};
