/** A community's colour comes from its id: the same on every device. */
import { type PaletteColour, paletteColours } from '@maru/sync-core';

export const communityColour = (id: string): PaletteColour =>
  paletteColours[Number.parseInt(id.slice(0, 6), 16) % paletteColours.length] ?? 'pine';
