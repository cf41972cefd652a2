/**
 * Where each tile of the stage is, in pixels. What is large stands above or beside the strip of the others,
 * whichever leaves it more room; on a phone always above. Pure.
 */
import type { Arrangement, StageTile, TileId } from './arrange.ts';
import { type Grid, gridOf, leastRoom, type Room, widest } from './grid-of.ts';

export type Place = Room & { readonly left: number; readonly top: number };
export type StagePlan = {
  readonly places: ReadonlyMap<TileId, Place>;
  /** More than the room's where it scrolls. */
  readonly height: number;
};

const stripHeight = { least: 92, most: 168, share: 0.24 } as const;
/** A strip of many grows to this part of the stage. */
const mostOfStage = 0.45;
const stripWidth = { least: 148, most: 240, share: 0.2 } as const;
/** What is large leaves so much of a phone to the others. */
const mostOfPhone = 0.62;

const share = (whole: number, { least, most, share: part }: typeof stripHeight | typeof stripWidth): number =>
  Math.round(Math.min(most, Math.max(least, whole * part)));

type Block = {
  readonly tiles: readonly StageTile[];
  readonly left: number;
  readonly top: number;
  readonly room: Room;
};

/** Nothing of a screen is cut off; people's tiles may be taller than their pictures. */
const grid = (tiles: readonly StageTile[], room: Room, gap: number): Grid =>
  tiles.every(({ kind }) => kind === 'screen')
    ? gridOf(tiles.length, room, gap, widest)
    : gridOf(tiles.length, room, gap);

/** Rows of tiles in the middle of their block; the last row too. */
const fill = ({ tiles, left, top, room }: Block, gap: number): StagePlan => {
  const { columns, tile, scrolls } = grid(tiles, room, gap);
  const rows = Math.ceil(tiles.length / columns);
  const height = rows * tile.height + (rows - 1) * gap;
  const above = scrolls ? 0 : Math.max(0, Math.floor((room.height - height) / 2));
  const places = tiles.map(({ id }, index): [TileId, Place] => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, tiles.length - row * columns);
    const width = inRow * tile.width + (inRow - 1) * gap;
    return [
      id,
      {
        ...tile,
        left: left + Math.floor((room.width - width) / 2) + (index % columns) * (tile.width + gap),
        top: top + above + row * (tile.height + gap),
      },
    ];
  });
  return { places: new Map(places), height: top + Math.max(room.height, height) };
};

const join = (one: StagePlan, other: StagePlan): StagePlan => ({
  places: new Map([...one.places, ...other.places]),
  height: Math.max(one.height, other.height),
});

/** The rooms of what is large and of the rest. */
type Split = { readonly main: Room; readonly rest: Room; readonly side: boolean };

const splits = (count: number, others: number, room: Room, gap: number): readonly Split[] => {
  const { width, height } = room;
  if (height > width) {
    const wanted = count * Math.ceil((width * 9) / 16) + (count - 1) * gap;
    const large = Math.round(Math.min(height * mostOfPhone, wanted));
    return [{ main: { width, height: large }, rest: { width, height: height - large - gap }, side: false }];
  }
  const below = Math.round(
    Math.max(share(height, stripHeight), Math.min(height * mostOfStage, leastRoom(others, width, gap))),
  );
  const beside = share(width, stripWidth);
  return [
    { main: { width, height: height - below - gap }, rest: { width, height: below }, side: false },
    { main: { width: width - beside - gap, height }, rest: { width: beside, height }, side: true },
  ];
};

/** `gap` pixels between tiles. */
export const layOut = ({ main, rest }: Arrangement, room: Room, gap: number): StagePlan => {
  if (main.length === 0) return fill({ tiles: rest, left: 0, top: 0, room }, gap);
  if (rest.length === 0) return fill({ tiles: main, left: 0, top: 0, room }, gap);
  const area = (split: Split): number => {
    const { tile } = grid(main, split.main, gap);
    // A strip that scrolls hides somebody: only where every other does too.
    return grid(rest, split.rest, gap).scrolls ? 0 : tile.width * tile.height;
  };
  const split = splits(main.length, rest.length, room, gap).reduce((best, one) =>
    area(one) > area(best) ? one : best,
  );
  const large = fill({ tiles: main, left: 0, top: 0, room: split.main }, gap);
  const at = split.side
    ? { left: split.main.width + gap, top: 0 }
    : { left: 0, top: split.main.height + gap };
  return join(large, fill({ tiles: rest, ...at, room: split.rest }, gap));
};
