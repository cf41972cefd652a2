/** Fixtures on disk: made once for one state of the code, then only read or copied. Old states are removed. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixtureId } from '../fixtures/index.ts';
import { codeHash } from './machine.ts';
import { runInProcess } from './run-process.ts';

export type FixtureStore = {
  readonly folder: string;
  has(id: FixtureId): boolean;
  /** Its folder, made first where it isn't there. */
  ensure(id: FixtureId): Promise<string>;
};

const pathName = (id: FixtureId): string => id.replace(/[^a-z0-9]+/g, '-');

export const openFixtureStore = (): FixtureStore => {
  const all = join(tmpdir(), 'maru-bench-fixtures');
  const folder = join(all, codeHash());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const other of readdirSync(all)) {
    const path = join(all, other);
    if (path !== folder) rmSync(path, { recursive: true, force: true });
  }
  const pathOf = (id: FixtureId): string => join(folder, pathName(id));
  return {
    folder,
    has: (id) => existsSync(pathOf(id)),
    async ensure(id) {
      const path = pathOf(id);
      if (existsSync(path)) return path;
      const making = `${path}.making`;
      rmSync(making, { recursive: true, force: true });
      mkdirSync(making, { recursive: true });
      const answer = await runInProcess({ kind: 'fixture', id, folder: making, fixtures: folder });
      if (answer.kind !== 'done') throw new Error(`the fixture ${id} was not made: ${answer.reason}`);
      renameSync(making, path);
      return path;
    },
  };
};
