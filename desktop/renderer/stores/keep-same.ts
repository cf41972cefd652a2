/**
 * What was read again, with those of its parts that say the same as before being the very same objects:
 * who draws a part compares it by identity, and draws nothing where nothing changed. Pure; plain data only.
 */
type Plain = { readonly [key: string]: unknown };

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** `after`, made of the objects of `before` wherever they are equal; `before` itself where all is. */
export function keepSame<T>(before: T | null, after: T): T;
export function keepSame(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) {
    const parts = after.map((part, index) => keepSame(before[index], part));
    const equal = parts.length === before.length && parts.every((part, index) => part === before[index]);
    return equal ? before : parts;
  }
  if (!isPlain(before) || !isPlain(after)) return after;
  const keys = Object.keys(after);
  const parts = keys.map((key) => [key, keepSame(before[key], after[key])] as const);
  const equal =
    keys.length === Object.keys(before).length &&
    parts.every(([key, part]) => Object.hasOwn(before, key) && part === before[key]);
  return equal ? before : Object.fromEntries(parts);
}
