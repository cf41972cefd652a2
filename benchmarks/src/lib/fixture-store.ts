/** Fixtures on disk: made once for one state of the code, then only read or copied. Older ones are removed. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FixtureId, sourcesOf } from '../fixtures/index.ts';
import { hashOfSources } from './machine.ts';
import { runInProcess } from './run-process.ts';

export type FixtureStore = {
  has(id: FixtureId): boolean;
  /** Its folder, made first where it isn't there. */
  ensure(id: FixtureId): Promise<string>;
};

const nameOf = (id: FixtureId): string => id.replace(/[^a-z0-9]+/g, '-');

export const openFixtureStore = (): FixtureStore => {
  const folder = join(tmpdir(), 'maru-bench-fixtures');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: FixtureId): string => join(folder, `${nameOf(id)}.${hashOfSources(sourcesOf(id))}`);
  const removeOlder = (id: FixtureId): void => {
    for (const name of readdirSync(folder))
      if (name.startsWith(`${nameOf(id)}.`)) rmSync(join(folder, name), { recursive: true, force: true });
  };
  return {
    has: (id) => existsSync(pathOf(id)),
    async ensure(id) {
      const path = pathOf(id);
      if (existsSync(path)) return path;
      removeOlder(id);
      const making = `${path}.making`;
      mkdirSync(making, { recursive: true });
      const answer = await runInProcess({ kind: 'fixture', id, folder: making });
      if (answer.kind !== 'done') throw new Error(`the fixture ${id} was not made: ${answer.reason}`);
      renameSync(making, path);
      return path;
    },
  };
};
