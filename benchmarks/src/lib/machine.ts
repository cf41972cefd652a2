/** What the figures were taken on: nothing here names a host or a person. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Machine } from './results.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const require = createRequire(import.meta.url);

const manifest = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

const readManifest = (path: string) => manifest.parse(JSON.parse(readFileSync(path, 'utf8')));

/** Not every package exports its package.json, so it is looked for in the folders above its entry. */
const versionOf = (name: string): string => {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return readManifest(join(folder, name, 'package.json')).version;
    } catch {
      // The next folder up.
    }
  }
  return 'missing';
};

const packages = (): Record<string, string> => {
  const { dependencies = {} } = readManifest(join(root, 'benchmarks/package.json'));
  const names = Object.keys(dependencies).filter((name) => !name.startsWith('@maru/'));
  return Object.fromEntries([...names, 'libsodium-wrappers'].sort().map((name) => [name, versionOf(name)]));
};

const run = (command: string, ...parts: readonly string[]): string => {
  try {
    return execFileSync(command, parts, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
};

const sqlite = (): Record<string, string> => {
  const better = new Database(':memory:');
  const node = new DatabaseSync(':memory:');
  const sql = 'SELECT sqlite_version() AS version';
  const versions = {
    'better-sqlite3': String(better.prepare(sql).pluck().get()),
    'node:sqlite': String(node.prepare(sql).get()?.['version']),
    'sqlite-wasm': versionOf('@sqlite.org/sqlite-wasm'),
    'sql.js': `as built in sql.js ${versionOf('sql.js')}`,
  };
  better.close();
  node.close();
  return versions;
};

export const readMachine = (): Machine => {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown';
  const cores = cpus().length;
  const filesystem =
    platform() === 'win32'
      ? 'unknown'
      : (run('df', '-PT', tmpdir()).split('\n')[1]?.split(/\s+/)[1] ?? 'unknown');
  const slug = `${platform()}-${process.arch}-${cpu}-${cores}c`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    key: slug,
    cpu,
    cores,
    memoryMiB: Math.round(totalmem() / 1024 ** 2),
    platform: `${platform()} ${process.arch}`,
    kernel: release(),
    filesystem,
    node: process.versions.node,
    v8: process.versions.v8,
    packages: packages(),
    sqlite: sqlite(),
    pragmas: { journal_mode: 'WAL', synchronous: 'FULL', foreign_keys: 'ON', trusted_schema: 'OFF' },
  };
};

/** The commit that was measured, with `+changes` where files differ from it. */
export const readCommit = (tree: string): string => {
  const commit = run('git', '-C', tree, 'rev-parse', '--short=12', 'HEAD');
  const changed = run(
    'git',
    '-C',
    tree,
    'status',
    '--porcelain',
    '--',
    'sync-core',
    'relay',
    'desktop',
    'benchmarks/src',
  );
  return changed === '' || changed === 'unknown' ? commit : `${commit}+changes`;
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });

/** Changes with any line below these folders of a tree, and with how texts are made. */
export const hashOfSources = (tree: string, folders: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of folders.flatMap((folder) => filesBelow(join(tree, folder))))
    hash.update(readFileSync(file));
  for (const name of ['texts.ts', 'seeded.ts'])
    hash.update(readFileSync(join(tree, 'benchmarks/src/lib', name)));
  return hash.digest('hex').slice(0, 16);
};
