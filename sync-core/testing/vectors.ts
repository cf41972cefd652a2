/**
 * Runs known-answer vectors against a cipher suite, in any engine: no test framework, no files.
 * The vectors are `sync-core/test/vectors/*.json`, made by `generate.ts` beside them.
 */
import { bytesEqual, bytesToHex, hexToBytes } from '../src/base/index.ts';
import type { CipherSuite } from '../src/crypto/index.ts';
import { formatChecks } from './vectors-format.ts';
import { primitiveChecks } from './vectors-primitives.ts';

export type VectorCase = {
  readonly kind: string;
  readonly name: string;
  readonly [field: string]: unknown;
};

export type VectorFile = { readonly about: string; readonly cases: readonly VectorCase[] };

/** Reads one case's fields (bytes are hex) and compares; a difference throws and is reported. */
export type VectorReader = {
  hex(field: string): string;
  bytes(field: string): Uint8Array;
  /** `null` where the vector says that nothing comes out. */
  bytesOrNull(field: string): Uint8Array | null;
  text(field: string): string;
  number(field: string): number;
  strings(field: string): readonly string[];
  same(what: string, actual: Uint8Array | string | number | boolean | null, expected: typeof actual): void;
};

export type VectorCheck = (suite: CipherSuite, read: VectorReader) => void;

const checks: ReadonlyMap<string, VectorCheck> = new Map([
  ...Object.entries(primitiveChecks),
  ...Object.entries(formatChecks),
]);

const show = (value: unknown): string => (value instanceof Uint8Array ? bytesToHex(value) : String(value));

const createReader = (vector: VectorCase): VectorReader => {
  const text = (field: string): string => {
    const value = vector[field];
    if (typeof value !== 'string') throw new Error(`${field} is not text`);
    return value;
  };
  return {
    hex: text,
    text,
    bytes: (field) => hexToBytes(text(field)),
    bytesOrNull: (field) => (vector[field] === null ? null : hexToBytes(text(field))),
    number(field) {
      const value = vector[field];
      if (typeof value !== 'number') throw new Error(`${field} is not a number`);
      return value;
    },
    strings(field) {
      const value = vector[field];
      if (!Array.isArray(value)) throw new Error(`${field} is not a list`);
      return value.map(String);
    },
    same(what, actual, expected) {
      const equal =
        actual instanceof Uint8Array && expected instanceof Uint8Array
          ? bytesEqual(actual, expected)
          : actual === expected;
      if (!equal) throw new Error(`${what} is ${show(actual)}, expected ${show(expected)}`);
    },
  };
};

/** One line per vector that fails; empty when the suite gives every known answer. */
export const checkVectors = (suite: CipherSuite, file: VectorFile): string[] => {
  const failures: string[] = [];
  for (const vector of file.cases) {
    const check = checks.get(vector.kind);
    try {
      if (check === undefined) throw new Error('no check for this kind');
      check(suite, createReader(vector));
    } catch (thrown) {
      failures.push(
        `${vector.kind} / ${vector.name}: ${thrown instanceof Error ? thrown.message : 'failed'}`,
      );
    }
  }
  return failures;
};
