/** Names of database files: no separators, no hidden files, nothing a driver keeps beside them. */
import { assert } from '../../src/base/index.ts';

const asideSuffix = /\.aside-\d+$/;

/** Throws on a name that could leave the folder or be mistaken for a side file: the caller's bug. */
export const assertFileName = (name: string): void => {
  assert(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/.test(name), `bad database name: ${JSON.stringify(name)}`);
  assert(isDatabaseName(name), `reserved database name: ${name}`);
};

/** Whether a file of a driver's folder is a database itself, not a journal, lock or quarantined copy. */
export const isDatabaseName = (name: string): boolean =>
  !/(-wal|-shm|-journal|\.lock|\.tmp)$/.test(name) && !asideSuffix.test(name);

/** The first free quarantine name for `name`, given every name that exists. */
export const asideNameOf = (name: string, existing: ReadonlySet<string>): string => {
  for (let number = 1; ; number++) {
    const candidate = `${name}.aside-${number}`;
    if (!existing.has(candidate)) return candidate;
  }
};
