/** One of the palette's colours, as radio buttons. */
import { type PaletteColour, paletteColours } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import styles from './first-run.module.css';

export const ColourPicker = ({
  value,
  onChange,
}: {
  value: PaletteColour | null;
  onChange: (colour: PaletteColour) => void;
}) => {
  const { t } = useTranslation();
  const names: { readonly [Colour in PaletteColour]: string } = {
    clay: t('colours.clay'),
    persimmon: t('colours.persimmon'),
    amber: t('colours.amber'),
    moss: t('colours.moss'),
    pine: t('colours.pine'),
    jade: t('colours.jade'),
    sky: t('colours.sky'),
    indigo: t('colours.indigo'),
    plum: t('colours.plum'),
    rose: t('colours.rose'),
  };
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
          <span className="visually-hidden">{names[colour]}</span>
        </label>
      ))}
    </fieldset>
  );
};
