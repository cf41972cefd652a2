/**
 * Finds the Chromium that browser tests and screenshots run in, and gets one where there is none.
 * Order: MARU_CHROMIUM, the PATH (and where macOS and Windows put applications), Playwright's own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

export type Browser = {
  readonly path: string;
  readonly source: 'environment' | 'path' | 'playwright';
};

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
];

const onPath = (): string | undefined => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = commands.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...candidates, ...applications].find((path) => existsSync(path));
};

/** The browser to use, or null. Throws when MARU_CHROMIUM names a file that isn't there. */
export const findBrowser = (): Browser | null => {
  const named = process.env['MARU_CHROMIUM'];
  if (named) {
    if (!existsSync(named)) throw new Error(`MARU_CHROMIUM names a file that does not exist: ${named}`);
    return { path: named, source: 'environment' };
  }
  const installed = onPath();
  if (installed) return { path: installed, source: 'path' };
  const own = chromium.executablePath();
  return existsSync(own) ? { path: own, source: 'playwright' } : null;
};

export type Installation =
  | { readonly ok: true; readonly browser: Browser }
  | { readonly ok: false; readonly hint: string };

const succeeds = (command: string, ...parts: readonly string[]): boolean =>
  spawnSync(command, parts, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const found = (): Installation | null => {
  const browser = findBrowser();
  return browser && { ok: true, browser };
};

const installers: readonly { readonly applies: () => boolean; readonly run: () => boolean }[] = [
  { applies: () => true, run: () => succeeds('npx', 'playwright', 'install', 'chromium') },
  {
    applies: () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    run: () =>
      succeeds('apt-get', 'update') &&
      succeeds('apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'),
  },
];

/** Installs a browser: Playwright's where it can be downloaded, else Debian's when root. Prints what runs. */
export const installBrowser = (): Installation => {
  for (const { applies, run } of installers) {
    if (!applies() || !run()) continue;
    const installation = found();
    if (installation) return installation;
  }
  return {
    ok: false,
    hint: 'No Chromium found: run `npx playwright install chromium`, install your system’s chromium package, or set MARU_CHROMIUM to its path.',
  };
};
