/**
 * Fractional orders: strings over 0-9a-z that sort by code unit, with room between any two, so
 * that moving one item is one operation. Ties (two people insert at one place) fall to the id.
 */
import { compareStrings } from '../base/index.ts';

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const pattern = /^[0-9a-z]*[1-9a-z]$/;

/** Only orders with room before them count: at least one digit, and not ending in 0. */
export const isOrder = (value: string): boolean => value.length <= 64 && pattern.test(value);

/** An order strictly between two valid orders; null stands for the open end. Needs `before` < `after`. */
export const orderBetween = (before: string | null, after: string | null): string => {
  let out = '';
  let high = after;
  for (let place = 0; ; place++) {
    const low = before === null ? 0 : Math.max(0, digits.indexOf(before[place] ?? '0'));
    const top = high === null || place >= high.length ? 36 : digits.indexOf(high[place] ?? '0');
    const middle = Math.floor((low + top) / 2);
    if (middle > low) return out + digits[middle];
    out += digits[low];
    if (top > low) high = null;
  }
};

type Ordered = { readonly order: string; readonly id: string };

/** Negative when `a` is shown before `b` (for roles: ranks below `b`). */
export const compareOrder = (a: Ordered, b: Ordered): number =>
  compareStrings(a.order, b.order) || compareStrings(a.id, b.id);

/** `items` in display order. */
export const inOrder = <T extends Ordered>(items: Iterable<T>): readonly T[] => [...items].sort(compareOrder);
