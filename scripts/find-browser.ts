/**
 * Finds the Chromium that browser tests and screenshots run in, and gets one where there is none.
 * Order: MARU_CHROMIUM, the PATH (and where macOS and Windows put applications), Playwright's own.
 * What it asks of the system is a parameter, so that every order of things can be tested.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { chromium } from '@playwright/test';

export type Browser = {
  readonly path: string;
  readonly source: 'environment' | 'path' | 'playwright';
};

export type System = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  exists(path: string): boolean;
  /** Where Playwright puts its Chromium, whether it is there or not. */
  playwrightPath(): string;
  /** Runs a command to its end, shown to the person; whether it succeeded. */
  run(command: string, parts: readonly string[]): boolean;
};

const thisSystem: System = {
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  playwrightPath: () => chromium.executablePath(),
  run: (command, parts) =>
    spawnSync(command, parts, {
      stdio: 'inherit',
      // npx is a script on Windows.
      shell: process.platform === 'win32',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0,
};

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

const applications = ({ platform, env }: System): readonly string[] => {
  if (platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  if (platform !== 'win32') return [];
  return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .map((folder) => win32.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
};

const onPath = (system: System): string | undefined => {
  const isWindows = system.platform === 'win32';
  const { join, delimiter } = isWindows ? win32 : posix;
  // Windows calls it `Path`; only the process's own environment hides that.
  const path = system.env['PATH'] ?? system.env['Path'] ?? '';
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const suffix = isWindows ? '.exe' : '';
  const candidates = commands.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...candidates, ...applications(system)].find((candidate) => system.exists(candidate));
};

/** The browser to use, or null. Throws when MARU_CHROMIUM names a file that isn't there. */
export const findBrowser = (system: System = thisSystem): Browser | null => {
  const named = system.env['MARU_CHROMIUM'];
  if (named) {
    if (!system.exists(named)) throw new Error(`MARU_CHROMIUM names a file that does not exist: ${named}`);
    return { path: named, source: 'environment' };
  }
  const installed = onPath(system);
  if (installed !== undefined) return { path: installed, source: 'path' };
  const own = system.playwrightPath();
  return system.exists(own) ? { path: own, source: 'playwright' } : null;
};

export type Installation =
  | { readonly ok: true; readonly browser: Browser }
  | { readonly ok: false; readonly hint: string };

type Installer = { applies(system: System): boolean; run(system: System): boolean };

const installers: readonly Installer[] = [
  { applies: () => true, run: ({ run }) => run('npx', ['playwright', 'install', 'chromium']) },
  {
    applies: ({ platform, isRoot, exists }) => platform === 'linux' && isRoot && exists('/usr/bin/apt-get'),
    run: ({ run }) =>
      run('apt-get', ['update']) &&
      run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']),
  },
];

/** Installs a browser: Playwright's where it can be downloaded, else Debian's when root. Prints what runs. */
export const installBrowser = (system: System = thisSystem): Installation => {
  for (const installer of installers) {
    if (!installer.applies(system) || !installer.run(system)) continue;
    const browser = findBrowser(system);
    if (browser) return { ok: true, browser };
  }
  return {
    ok: false,
    hint: 'No Chromium found: run `npx playwright install chromium`, install your system’s chromium package, or set MARU_CHROMIUM to its path.',
  };
};
