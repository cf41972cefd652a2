/** One text for one community, whatever order its maps were filled in: for comparing replicas [S2, T11]. */
import { bytesToHex, compareStrings } from '../base/index.ts';
import type { Community } from './types.ts';

const toPlain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return `0x${value.toString(16)}`;
  if (value instanceof Uint8Array) return bytesToHex(value);
  if (value instanceof Map)
    return [...value]
      .map(([key, item]) => [String(key), toPlain(item)] as const)
      .sort((a, b) => compareStrings(a[0], b[0]));
  if (value instanceof Set) return [...value].map(String).sort();
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .sort((a, b) => compareStrings(a[0], b[0]))
        .map(([name, item]) => [name, toPlain(item)]),
    );
  return value;
};

/** Canonical JSON of everything that a community holds. Equal communities have equal dumps. */
export const communityDump = (community: Community): string => JSON.stringify(toPlain(community), null, 1);
