/** Names and colours of people as governance knows them, former members included. */
import type { Community, Member } from '../../governance/index.ts';
import { type MemberId, type PaletteColour, paletteColours } from '../../model/index.ts';

export type Person = { readonly name: string; readonly colour: PaletteColour };

/** Who was a member, as they were when they last were one. */
export const formerMember = (community: Community, id: MemberId): Member | null =>
  community.removals.get(id)?.findLast(({ former }) => former !== null)?.former ?? null;

/** A colour that follows from text, the same on every machine. */
export const colourOf = (seed: string): PaletteColour => {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return paletteColours[sum % paletteColours.length] ?? 'pine';
};

export const personOf = (community: Community, id: MemberId): Person => {
  const member = community.members.get(id) ?? formerMember(community, id);
  return member ?? { name: id.slice(0, 8), colour: colourOf(id) };
};
