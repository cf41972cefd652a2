/** The stage of a call: how tiles fill it, who is large, what is watched and what is said aloud [P18]. */
import { describe, expect, test } from 'vitest';
import { nextSpeaker, nobodySpoke } from '../../../renderer/calls/stage/active-speaker.ts';
import { arrange, tilesOf } from '../../../renderer/calls/stage/arrange.ts';
import { gridOf } from '../../../renderer/calls/stage/grid-of.ts';
import { layOut } from '../../../renderer/calls/stage/lay-out.ts';
import { newsOf } from '../../../renderer/calls/stage/stage-news.ts';
import { nextWatching } from '../../../renderer/calls/watching.ts';
import { type CallRole, deviceOf, participantOf } from '../../../renderer/demo/calls/call-scenes.ts';

const rooms = [
  { width: 944, height: 640 },
  { width: 1_256, height: 776 },
  { width: 3_816, height: 2_100 },
  { width: 600, height: 420 },
  { width: 366, height: 640 },
];
const people = (...roles: readonly CallRole[]) => roles.map(participantOf);
const layouts = { people: 'grid', screens: 'speaker' } as const;

describe('tiles', () => {
  test('stand side by side on a wide stage, one above the other on a phone', () => {
    const wide = { width: 944, height: 640 };
    const columns = (count: number, room = wide) => gridOf(count, room, 8).columns;
    expect([1, 2, 3, 4, 6, 9, 12].map((count) => columns(count))).toEqual([1, 2, 2, 2, 3, 3, 4]);
    const phone = { width: 366, height: 640 };
    expect([1, 2, 3, 4, 6].map((count) => columns(count, phone))).toEqual([1, 1, 1, 2, 2]);
  });

  test('at every count and size lie within the stage, apart from each other, and use most of it', () => {
    for (const room of rooms)
      for (let count = 1; count <= 12; count++) {
        const participants = people(...Array.from({ length: count }, (_, who) => ({ who })));
        const arrangement = { for: 'people', layout: 'grid', main: [], rest: tilesOf(participants) } as const;
        const plan = layOut(arrangement, room, 8);
        const places = [...plan.places.values()];
        expect(places).toHaveLength(count);
        for (const [index, one] of places.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(0);
          expect(one.left + one.width).toBeLessThanOrEqual(room.width);
          expect(one.top + one.height).toBeLessThanOrEqual(plan.height);
          expect(one.width / one.height).toBeLessThanOrEqual(16 / 9 + 0.02);
          for (const other of places.slice(index + 1))
            expect(
              one.left + one.width <= other.left ||
                other.left + other.width <= one.left ||
                one.top + one.height <= other.top,
            ).toBe(true);
        }
        const used = places.reduce((sum, { width, height }) => sum + width * height, 0);
        expect(used / (room.width * plan.height), `${count} in ${room.width}×${room.height}`).toBeGreaterThan(
          0.5,
        );
      }
  });

  test('a strip of many grows, so that everybody is seen beside who is large', () => {
    const participants = people(...Array.from({ length: 9 }, (_, who) => ({ who })));
    const [large, ...rest] = tilesOf(participants);
    for (const room of rooms) {
      const main = large ? [large] : [];
      const plan = layOut({ for: 'people', layout: 'speaker', main, rest }, room, 8);
      const places = [...plan.places.values()];
      const [first] = places;
      expect(places.every(({ top, height }) => top + height <= room.height)).toBe(true);
      expect(places.slice(1).every(({ width }) => first && width <= first.width / 1.5)).toBe(true);
    }
  });

  test('more than can be told apart scroll', () => {
    const grid = gridOf(60, { width: 366, height: 400 }, 8);
    expect(grid).toMatchObject({ scrolls: true, columns: 2 });
    expect(grid.tile.width).toBeGreaterThanOrEqual(136);
  });
});

describe('what is large', () => {
  const participants = people({ who: 0 }, { who: 1, screen: true }, { who: 2, screen: true }, { who: 3 });
  const first = deviceOf(1);
  const second = deviceOf(2);
  const input = { participants, watching: {}, layouts, pinned: null, speaker: deviceOf(3) };
  const large = (change: Partial<typeof input> | object) =>
    arrange({ ...input, ...change }).main.map(({ id }) => id);

  test('nothing in a grid; who speaks in the other layout; every screen one looks at; a pin before all', () => {
    expect(large({})).toEqual([]);
    expect(large({ layouts: { ...layouts, people: 'speaker' } })).toEqual([`person:${deviceOf(3)}`]);
    const both = { watching: { [first]: true, [second]: true } };
    expect(large(both)).toEqual([`screen:${first}`, `screen:${second}`]);
    expect(large({ ...both, layouts: { ...layouts, screens: 'grid' } })).toEqual([]);
    expect(large({ ...both, pinned: `person:${first}` })).toEqual([`person:${first}`]);
    expect(large({ pinned: `person:${deviceOf(9)}` }), 'who has left is not pinned').toEqual([]);
  });

  test('the only screen is watched by itself, a second one is asked for, and what ended is forgotten', () => {
    const one = nextWatching({}, people({ who: 0 }, { who: 1, screen: true }));
    expect(one).toEqual({ [first]: true });
    const two = nextWatching(one, participants);
    expect(two).toEqual({ [first]: true, [second]: false });
    expect(nextWatching(two, people({ who: 0 }, { who: 2, screen: true }))).toEqual({ [second]: false });
    expect(nextWatching({}, people({ who: 1, screen: true, mayStream: false }))).toEqual({});
  });
});

test('who speaks stays large through words thrown in, and gives way to who goes on, or has priority', () => {
  let state = nobodySpoke;
  const hear = (atMs: number, ...loud: readonly number[]) => {
    const heard = [1, 2, 3].map((who) => ({
      device: deviceOf(who),
      speaks: loud.includes(who),
      priority: who === 3,
    }));
    state = nextSpeaker(state, heard, atMs);
    return state.device;
  };
  expect(hear(0)).toBe(null);
  expect(hear(100, 1)).toBe(deviceOf(1));
  expect(hear(2_500, 1, 2), 'both at once').toBe(deviceOf(1));
  expect(hear(4_000, 1, 2), 'still both').toBe(deviceOf(1));
  expect(hear(4_100), 'a pause').toBe(deviceOf(1));
  expect(hear(4_200, 2), 'a word').toBe(deviceOf(1));
  expect(hear(5_000, 2), 'goes on').toBe(deviceOf(2));
  expect(hear(5_100, 1)).toBe(deviceOf(2));
  expect(hear(6_000, 1), 'too soon to change again').toBe(deviceOf(2));
  expect(hear(7_100, 1)).toBe(deviceOf(1));
  expect(hear(9_000, 1, 3)).toBe(deviceOf(1));
  expect(hear(9_800, 1, 3), 'priority').toBe(deviceOf(3));
});

test('what is said aloud: who comes, goes and shares, and what befalls oneself; not who else is muted or speaks', () => {
  const kinds = (before: readonly CallRole[], after: readonly CallRole[]) =>
    newsOf(people(...before), people(...after)).map(({ kind, name }) => `${kind} ${name}`);
  const [me, jiwoo] = [{ who: 0 }, { who: 1 }];
  expect(kinds([], [me, jiwoo]), 'coming in oneself').toEqual([]);
  expect(kinds([me], [me, { ...jiwoo, screen: true }])).toEqual(['joined 김지우', 'screenBegan 김지우']);
  expect(kinds([me, jiwoo], [me])).toEqual(['left 김지우']);
  expect(
    kinds(
      [me, jiwoo],
      [
        { ...me, serverMuted: true, camera: true },
        { ...jiwoo, muted: true },
      ],
    ),
  ).toEqual(['ownServerMuted 하늘', 'ownCameraOn 하늘']);
});
