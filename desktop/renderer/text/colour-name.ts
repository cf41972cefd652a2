/** What a colour of the palette is called: colours are never told by themselves alone. */
import type { PaletteColour } from '@maru/sync-core';
import type { TFunction } from 'i18next';

export const colourName = (t: TFunction, colour: PaletteColour): string => {
  const names: Record<PaletteColour, string> = {
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
  return names[colour];
};
