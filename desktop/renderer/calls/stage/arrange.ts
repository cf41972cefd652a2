/**
 * What stands where on the stage: all alike, or some large and the rest in a strip. What was pinned comes first, then
 * the screens one looks at, then whoever speaks. Pure.
 */
import type { CallParticipantView, DeviceId } from '@maru/sync-core';
import type { Watching } from '../watching.ts';

export type Layout = 'grid' | 'speaker';
/** Chosen apart for calls with a screen to look at: there one mostly wants it large. */
export type LayoutFor = 'people' | 'screens';
export type TileId = `${'person' | 'screen'}:${DeviceId}`;
export type StageTile = {
  readonly id: TileId;
  readonly kind: 'person' | 'screen';
  readonly one: CallParticipantView;
};

export type Arrangement = {
  /** Which of the two layouts the person's choice is about now. */
  readonly for: LayoutFor;
  readonly layout: Layout;
  /** Large; of a grid nobody is. */
  readonly main: readonly StageTile[];
  readonly rest: readonly StageTile[];
};

export type ArrangeInput = {
  readonly participants: readonly CallParticipantView[];
  readonly watching: Watching;
  readonly layouts: { readonly [F in LayoutFor]: Layout };
  readonly pinned: TileId | null;
  readonly speaker: DeviceId | null;
};

/** Screens first, each before nobody's camera but its own kind: in the order in which people came. */
export const tilesOf = (participants: readonly CallParticipantView[]): readonly StageTile[] => [
  ...participants
    .filter(({ screen, mayStream }) => screen && mayStream)
    .map((one) => ({ id: `screen:${one.device}`, kind: 'screen', one }) as const),
  ...participants.map((one) => ({ id: `person:${one.device}`, kind: 'person', one }) as const),
];

export const arrange = ({ participants, watching, layouts, pinned, speaker }: ArrangeInput): Arrangement => {
  const tiles = tilesOf(participants);
  // One's own screen within itself is a hall of mirrors: never large by itself.
  const watched = tiles.filter(({ kind, one }) => kind === 'screen' && watching[one.device] === true);
  const about = watched.length > 0 ? 'screens' : 'people';
  const layout = layouts[about];
  const large = (main: readonly StageTile[]): Arrangement => ({
    for: about,
    layout,
    main,
    rest: tiles.filter((tile) => !main.includes(tile)),
  });
  const pin = tiles.find(({ id }) => id === pinned);
  if (tiles.length < 2) return { for: about, layout, main: [], rest: tiles };
  if (pin) return large([pin]);
  if (layout === 'grid') return { for: about, layout, main: [], rest: tiles };
  if (watched.length > 0) return large(watched);
  const people = tiles.filter(({ kind }) => kind === 'person');
  const shown =
    people.find(({ one }) => one.device === speaker) ??
    people.find(({ one }) => !one.me && one.camera && one.mayStream) ??
    people.find(({ one }) => !one.me) ??
    people[0];
  return large(shown ? [shown] : []);
};
