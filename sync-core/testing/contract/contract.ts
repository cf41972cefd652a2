/**
 * Contract suites as plain data: the same cases run under vitest in Node and in a Worker page in
 * Chromium. No test framework is imported here, hence the small asserts.
 */
import { bytesEqual } from '../../src/base/index.ts';
import { type StorageError, StorageFailure } from '../../src/ports/index.ts';

export type ContractCase<World> = {
  readonly name: string;
  run(world: World): Promise<void>;
};

export class ContractError extends Error {}

export function check(condition: unknown, message: string): asserts condition {
  if (!condition) throw new ContractError(message);
}

const show = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`;
    if (inner instanceof Uint8Array) return `bytes(${[...inner.subarray(0, 16)]} of ${inner.length})`;
    return inner;
  }) ?? 'undefined';

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return bytesEqual(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
};

/** Deep equality of plain values, bytes and bigints; `-0` is not `0`. */
export const checkEqual = (found: unknown, expected: unknown, what = 'value'): void => {
  check(isSame(found, expected), `${what}: found ${show(found)}, expected ${show(expected)}`);
};

/** What `task` throws. Fails when it doesn't. */
export const thrownBy = (task: () => unknown): unknown => {
  try {
    task();
  } catch (thrown) {
    return thrown;
  }
  throw new ContractError('nothing was thrown');
};

/** The typed error of the `StorageFailure` that `task` throws. */
export const failureOf = (task: () => unknown): StorageError => {
  const thrown = thrownBy(task);
  if (thrown instanceof StorageFailure) return thrown.error;
  throw thrown;
};

/** Checks that `task` throws something that is not a fault of the disk: a caller's bug. */
export const checkRefused = (task: () => unknown, what: string): void => {
  check(!(thrownBy(task) instanceof StorageFailure), `${what}: expected a bug, found a storage failure`);
};
