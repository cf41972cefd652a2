/**
 * Fixtures on disk: made once for one state of the code, then only read or copied. Those of other states are
 * removed once nobody has asked for them for a while: two trees, or two runs, may be at it at the same time.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
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

const unusedMs = 60 * 60 * 1000;

const nameOf = (id: FixtureId): string => id.replace(/[^a-z0-9]+/g, '-');

/** `root` is that of the tree whose code makes them. */
export const openFixtureStore = (root: string): FixtureStore => {
  const folder = join(tmpdir(), 'maru-bench-fixtures');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: FixtureId): string =>
    join(folder, `${nameOf(id)}.${hashOfSources(root, sourcesOf(id))}`);
  const removeOlder = (id: FixtureId): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name.startsWith(`${nameOf(id)}.`) && Date.now() - statSync(path).mtimeMs > unusedMs)
        rmSync(path, { recursive: true, force: true });
    }
  };
  return {
    has: (id) => existsSync(pathOf(id)),
    async ensure(id) {
      const path = pathOf(id);
      if (existsSync(path)) {
        const now = new Date();
        utimesSync(path, now, now);
        return path;
      }
      removeOlder(id);
      const making = mkdtempSync(`${path}.making-`);
      const answer = await runInProcess(root, { kind: 'fixture', id, folder: making });
      if (answer.kind !== 'done') {
        rmSync(making, { recursive: true, force: true });
        throw new Error(`the fixture ${id} was not made: ${answer.reason}`);
      }
      // Another run may have made the same meanwhile: one of the two is enough.
      if (existsSync(path)) rmSync(making, { recursive: true, force: true });
      else renameSync(making, path);
      return path;
    },
  };
};
