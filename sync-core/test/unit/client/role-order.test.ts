/** Putting roles in another order: what is written brings it about, and is no more than what moved. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ordersOf } from '../../../src/client/community/role-order.ts';
import { inOrder, isOrder, orderBetween } from '../../../src/governance/index.ts';

const rolesOf = (count: number) => {
  const roles: { id: string; order: string }[] = [];
  for (let index = 0; index < count; index++)
    roles.push({ id: `r${index}`, order: orderBetween(roles.at(-1)?.order ?? null, null) });
  return roles;
};
const after = (roles: readonly { id: string; order: string }[], orders: ReadonlyMap<string, string>) =>
  inOrder(roles.map(({ id, order }) => ({ id, order: orders.get(id) ?? order }))).map(({ id }) => id);

test('any order of roles is reached, by orders that count', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }).chain((count) =>
        fc.record({
          roles: fc.constant(rolesOf(count)),
          wanted: fc.shuffledSubarray(
            rolesOf(count).map(({ id }) => id),
            { minLength: count, maxLength: count },
          ),
        }),
      ),
      ({ roles, wanted }) => {
        const orders = ordersOf(roles, wanted);
        expect(after(roles, orders)).toEqual(wanted);
        for (const order of orders.values()) expect(isOrder(order)).toBe(true);
      },
    ),
  );
});

test('one role that moves is one order, from either end', () => {
  const roles = rolesOf(6);
  expect([...ordersOf(roles, ['r5', 'r0', 'r1', 'r2', 'r3', 'r4']).keys()]).toEqual(['r5']);
  expect([...ordersOf(roles, ['r1', 'r2', 'r3', 'r4', 'r5', 'r0']).keys()]).toEqual(['r0']);
  expect([...ordersOf(roles, ['r0', 'r1', 'r2', 'r3', 'r4', 'r5']).keys()]).toEqual([]);
});

test('roles that two people put in one place are told apart', () => {
  const tied = ['a', 'b', 'c'].map((id) => ({ id, order: 'i' }));
  expect(after(tied, ordersOf(tied, ['c', 'b', 'a']))).toEqual(['c', 'b', 'a']);
});

test('a role that came at the bottom meanwhile stays there', () => {
  const roles = rolesOf(4);
  expect(after(roles, ordersOf(roles, ['r2', 'r1', 'r3']))).toEqual(['r0', 'r2', 'r1', 'r3']);
});
