/**
 * Another commit of this repository beside this tree, to be measured in the same run. Its own product code
 * runs with this tree's benchmarks laid over it, so that both are asked to do the same.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFixtureStore } from './fixture-store.ts';
import { root } from './machine.ts';
import type { Tree } from './steps.ts';

const git = (...parts: readonly string[]): string =>
  execFileSync('git', ['-C', root, ...parts], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

/** The commit that a branch, tag or hash names; null when there is none. */
const commitOf = (ref: string): string | null => {
  try {
    return git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  } catch {
    return null;
  }
};

const same = (a: string, b: string): boolean => readFileSync(a, 'utf8') === readFileSync(b, 'utf8');

/** Links to this tree's packages, except those of the workspace itself: they must be the other tree's own. */
const linkPackages = (folder: string): void => {
  const own = readdirSync(join(root, 'node_modules/@maru'));
  mkdirSync(join(folder, 'node_modules/@maru'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@maru') symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  for (const name of own) {
    symlinkSync(join(folder, name), join(folder, 'node_modules/@maru', name));
    const nested = join(root, name, 'node_modules');
    if (existsSync(nested)) symlinkSync(nested, join(folder, name, 'node_modules'));
  }
};

export type OtherTree = Tree & { close(): void };

export const openOtherTree = (ref: string): OtherTree | null => {
  const commit = commitOf(ref);
  if (commit === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'maru-ab-'));
  const close = (): void => {
    rmSync(folder, { recursive: true, force: true });
    git('worktree', 'prune');
  };
  try {
    git('worktree', 'add', '--detach', '--force', folder, commit);
    if (same(join(root, 'package-lock.json'), join(folder, 'package-lock.json'))) linkPackages(folder);
    else {
      console.error('The lock differs: npm ci in the other tree.');
      execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
    }
    rmSync(join(folder, 'benchmarks/src'), { recursive: true });
    cpSync(join(root, 'benchmarks/src'), join(folder, 'benchmarks/src'), { recursive: true });
    return { root: folder, commit: commit.slice(0, 12), fixtures: openFixtureStore(folder), close };
  } catch (thrown) {
    close();
    throw thrown;
  }
};
