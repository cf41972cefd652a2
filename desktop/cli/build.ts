/**
 * Builds what `npm start` and `npm test` serve, when it is missing or older than its sources. A stamp beside
 * the output holds a fingerprint of the sources (names, sizes, times), so deleted files are noticed too.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const desktop = join(import.meta.dirname, '..');
const root = join(desktop, '..');

/** What a relay serves. */
export const webFolder = join(desktop, 'dist', 'web');
/** What Electron runs. */
export const electronMain = join(desktop, 'out', 'main', 'index.js');

export type Built =
  | { readonly ok: true; readonly rebuilt: boolean }
  | { readonly ok: false; readonly error: string };

const listFiles = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (entry.name === 'node_modules') return [];
        const path = join(folder, entry.name);
        return entry.isDirectory() ? listFiles(path) : [path];
      })
    : [];

const fingerprint = (sources: readonly string[]): string => {
  const files = [
    ...sources.flatMap((source) => listFiles(join(root, source))),
    join(root, 'package-lock.json'),
    join(root, 'electron.vite.config.ts'),
  ];
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

const shared = ['desktop/contract', 'desktop/host', 'desktop/renderer', 'sync-core/src', 'sync-core/drivers'];

type Build = {
  readonly name: string;
  readonly script: string;
  readonly output: string;
  readonly stamp: string;
  readonly sources: readonly string[];
};

const build = ({ name, script, output, stamp, sources }: Build): Built => {
  const current = fingerprint(sources);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current)
    return { ok: true, rebuilt: false };
  console.log(`Building ${name} …`);
  const { status } = spawnSync('npm', ['run', '--silent', script, '--workspace', '@maru/desktop'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    // npm is a script on Windows.
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync(output))
    return {
      ok: false,
      error: `Building ${name} failed: run \`npm run ${script} -w @maru/desktop\` to see why.`,
    };
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
  return { ok: true, rebuilt: true };
};

/** The web client, in `webFolder`. */
export const buildWeb = (): Built =>
  build({
    name: 'the web client',
    script: 'build',
    output: join(webFolder, 'index.html'),
    stamp: join(desktop, 'dist', 'web.stamp'),
    sources: [...shared, 'desktop/web'],
  });

/** Electron's main process, preload, host and renderer, in `out/`. */
export const buildElectron = (): Built =>
  build({
    name: 'the desktop app',
    script: 'build:electron',
    output: electronMain,
    stamp: join(desktop, 'out', 'electron.stamp'),
    sources: [...shared, 'desktop/main', 'desktop/preload'],
  });
