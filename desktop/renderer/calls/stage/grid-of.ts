/**
 * How tiles of one size fill a room: the number of columns that makes them largest. A tile is as wide as a camera's
 * picture, or somewhat taller where that uses the room better. Pure.
 */
export type Room = { readonly width: number; readonly height: number };
export type Grid = {
  readonly columns: number;
  readonly tile: Room;
  /** The tiles are more than fit at a size at which somebody can be told: the room scrolls. */
  readonly scrolls: boolean;
};

export const widest = 16 / 9;
/** As tall as a tile may get: a room that stands upright, as a phone, cuts more from left and right. */
const tallest = { lying: 4 / 3, upright: 3 / 4 } as const;
/** People side by side rather than one above the other, when their tiles are nearly as large so. */
const nearly = 0.87;
/** Beneath this a name is no longer read beside its marks. */
const leastWidth = 136;
const leastHeight = 84;

/** How high so many tiles have to be given a room for them all to be seen, in rows as full as can be read. */
export const leastRoom = (count: number, width: number, gap: number): number => {
  const columns = Math.max(1, Math.floor((width + gap) / (leastWidth + gap)));
  const rows = Math.ceil(count / columns);
  return rows * leastHeight + (rows - 1) * gap;
};

const tileIn = (cell: Room, narrowest: number): Room => {
  const width = Math.min(cell.width, cell.height * widest);
  return { width: Math.floor(width), height: Math.floor(Math.min(cell.height, width / narrowest)) };
};

/**
 * For `count` tiles with `gap` pixels between them. `narrowest`: their least width by their height, where it isn't the
 * room's to say.
 */
export const gridOf = (
  count: number,
  room: Room,
  gap: number,
  narrowest = room.width >= room.height ? tallest.lying : tallest.upright,
): Grid => {
  const choices = Array.from({ length: count }, (_, index): Grid => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const cell = {
      width: (room.width - gap * (columns - 1)) / columns,
      height: (room.height - gap * (rows - 1)) / rows,
    };
    return { columns, tile: tileIn(cell, narrowest), scrolls: false };
  });
  const area = ({ tile }: Grid) => tile.width * tile.height;
  const enough = Math.max(...choices.map(area)) * nearly;
  const best = choices.findLast((one) => area(one) >= enough);
  const isReadable = (tile: Room) =>
    tile.width >= Math.min(leastWidth, room.width) && tile.height >= leastHeight;
  if (best && isReadable(best.tile)) return best;
  const columns = Math.max(1, Math.floor((room.width + gap) / (leastWidth + gap)));
  const width = Math.max(0, Math.floor((room.width - gap * (columns - 1)) / columns));
  return {
    columns,
    tile: { width, height: Math.max(leastHeight, Math.floor(width / widest)) },
    scrolls: true,
  };
};
