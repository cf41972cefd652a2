/** What the person is called follows them: it stands in the own document beside the settings. */
import { type PaletteColour, paletteColours } from '../../model/index.ts';
import type { SelfReads, SelfState } from '../self/self-state.ts';

export type PersonName = { readonly name: string; readonly colour: PaletteColour };

const nameKey = { kind: 'setting', name: 'profile.name' } as const;
const colourKey = { kind: 'setting', name: 'profile.colour' } as const;

export const sayPersonName = (self: SelfState, { name, colour }: PersonName): void =>
  self.change((set) => {
    set(nameKey, name);
    set(colourKey, colour);
  });

/** Null where no device of the person has said it. */
export const personNameIn = (self: SelfReads): PersonName | null => {
  const name = self.get(nameKey);
  if (typeof name !== 'string' || name === '') return null;
  const said = self.get(colourKey);
  return { name, colour: paletteColours.find((colour) => colour === said) ?? 'pine' };
};
