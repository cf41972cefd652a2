/** Where a channel or a category goes by one step. */
import { describe, expect, test } from 'vitest';
import { categories, channels } from '../../../renderer/demo/demo-data.ts';
import { isIdle, placeAfter, stepCategory, stepChannel } from '../../../renderer/stores/place-moves.ts';

const order = { categories: categories(), channels: channels(1) };
const id = (name: string) => {
  const found = order.channels.find((channel) => channel.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found.id;
};
const category = (name: string) => {
  const found = order.categories.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found.id;
};

describe('a channel', () => {
  test('changes places with the one above or below', () => {
    expect(stepChannel(order, id('밑줄-긋기'), -1)).toMatchObject({
      category: category('읽기'),
      before: id('이달의-책'),
    });
    expect(stepChannel(order, id('이달의-책'), 1)).toMatchObject({
      category: category('읽기'),
      before: id('english-corner'),
    });
    expect(stepChannel(order, id('밑줄-긋기'), 1)).toMatchObject({
      category: category('읽기'),
      before: null,
    });
  });

  test('goes over the edge of its category into the next, at the near end', () => {
    expect(stepChannel(order, id('이달의-책'), -1)).toMatchObject({ category: null, before: null });
    expect(stepChannel(order, id('english-corner'), 1)).toMatchObject({
      category: category('모이기'),
      before: id('장소와-시간'),
    });
  });

  test('stays at the ends of all, and archived where it is', () => {
    expect(stepChannel(order, id('알림'), -1)).toBeNull();
    expect(stepChannel(order, id('빈-채널'), 1)).toBeNull();
    const archived = order.channels.map((one) => ({ ...one, archived: one.name === '밑줄-긋기' }));
    expect(stepChannel({ ...order, channels: archived }, id('밑줄-긋기'), 1)).toBeNull();
    expect(stepChannel({ ...order, channels: archived }, id('이달의-책'), 1)).toMatchObject({ before: null });
  });

  test('its place after the move is counted among those shown', () => {
    const move = stepChannel(order, id('이달의-책'), 1);
    expect(move && placeAfter(order, move)).toEqual({ position: 2, count: 3 });
  });
});

test('a category steps among categories; dropped where it was it does nothing', () => {
  expect(stepCategory(order, category('읽기'), -1)).toBeNull();
  expect(stepCategory(order, category('읽기'), 1)).toEqual({
    kind: 'category',
    category: category('읽기'),
    before: category('서고'),
  });
  expect(isIdle(order, { kind: 'category', category: category('읽기'), before: category('모이기') })).toBe(
    true,
  );
  expect(isIdle(order, { kind: 'category', category: category('읽기'), before: null })).toBe(false);
});
