/** Orders for a moved category or channel: always before what it was put before, however often and with whatever ties. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, isOrder } from '../../../src/governance/index.ts';
import { ordersFor } from '../../../src/governance/place-order.ts';

type Item = { readonly id: string; readonly order: string };

const moved = (items: readonly Item[], id: string, before: string | null): readonly Item[] => {
  const orders = ordersFor(items, id, before);
  return inOrder(items.map((item) => ({ ...item, order: orders.get(item.id) ?? item.order })));
};
const ids = (items: Iterable<Item>): readonly string[] => inOrder(items).map(({ id }) => id);
const wanted = (items: readonly Item[], id: string, before: string | null): readonly string[] => {
  const rest = ids(items).filter((one) => one !== id);
  const at = before === null ? rest.length : rest.indexOf(before);
  return [...rest.slice(0, at), id, ...rest.slice(at)];
};

describe('ordersFor', () => {
  test('puts what is moved right before the other, and leaves the rest in order', () => {
    const order = fc.constantFrom('1', '5', '5i', 'i', 'i', 'z');
    fc.assert(
      fc.property(fc.array(order, { minLength: 2, maxLength: 8 }), fc.nat(7), fc.nat(8), (all, from, to) => {
        const items = all.map((one, index) => ({ id: `id${index}`, order: one }));
        const id = `id${from % items.length}`;
        const target = `id${to % (items.length + 1)}`;
        const before = target === id || !items.some((one) => one.id === target) ? null : target;
        const result = moved(items, id, before);
        expect(ids(result)).toEqual(wanted(items, id, before));
        for (const one of result) expect(isOrder(one.order)).toBe(true);
      }),
    );
  });

  test('moves one alone where there is room', () => {
    const items = [
      { id: 'a', order: '5' },
      { id: 'b', order: 'i' },
      { id: 'c', order: 'r' },
    ];
    expect([...ordersFor(items, 'c', 'b').keys()]).toEqual(['c']);
  });

  test('never runs out of room', () => {
    let items: readonly Item[] = ['a', 'b', 'c'].map((id, index) => ({ id, order: `${index + 1}` }));
    for (let round = 0; round < 600; round++) {
      const id = round % 2 === 0 ? 'b' : 'c';
      items = moved(items, id, round % 2 === 0 ? 'c' : 'b');
      for (const one of items) expect(isOrder(one.order)).toBe(true);
    }
    expect(ids(items)).toEqual(['a', 'c', 'b']);
  });
});
