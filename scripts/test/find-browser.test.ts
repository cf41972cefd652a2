/** Which browser is taken, and what is tried in which order where there is none. */
import { describe, expect, test } from 'vitest';
import { findBrowser, installBrowser, type System } from '../find-browser.ts';

const playwrights = '/home/me/.cache/ms-playwright/chromium-1/chrome';

/** A bare machine with the `files` given; `run` notes what was asked for and may put files there. */
const machine = (options: Partial<System> & { readonly files?: readonly string[] } = {}) => {
  const files = new Set(options.files ?? []);
  const ran: string[] = [];
  const system: System = {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    exists: (path) => files.has(path),
    playwrightPath: () => playwrights,
    run: () => false,
    ...options,
  };
  const run: System['run'] = (command, parts) => {
    ran.push([command, ...parts].join(' '));
    return system.run(command, parts);
  };
  return { system: { ...system, run }, files, ran };
};

describe('the browser that is taken', () => {
  test('MARU_CHROMIUM goes before all', () => {
    const { system } = machine({
      env: { PATH: '/usr/bin', MARU_CHROMIUM: '/opt/mine' },
      files: ['/opt/mine', '/usr/bin/chromium', playwrights],
    });
    expect(findBrowser(system)).toEqual({ path: '/opt/mine', source: 'environment' });
  });

  test('MARU_CHROMIUM that points nowhere is an error, not a fallback', () => {
    const { system } = machine({
      env: { PATH: '/usr/bin', MARU_CHROMIUM: '/opt/gone' },
      files: ['/usr/bin/chromium', playwrights],
    });
    expect(() => findBrowser(system)).toThrow('MARU_CHROMIUM names a file that does not exist: /opt/gone');
    expect(() => installBrowser({ ...system, run: () => true })).toThrow('/opt/gone');
  });

  test('an empty MARU_CHROMIUM is none', () => {
    const { system } = machine({
      env: { PATH: '/usr/bin', MARU_CHROMIUM: '' },
      files: ['/usr/bin/chromium'],
    });
    expect(findBrowser(system)).toEqual({ path: '/usr/bin/chromium', source: 'path' });
  });

  test('the PATH goes before Playwright’s own, a better name before an earlier folder', () => {
    const { system } = machine({
      files: ['/usr/local/bin/google-chrome', '/usr/bin/chromium', playwrights],
    });
    expect(findBrowser(system)).toEqual({ path: '/usr/bin/chromium', source: 'path' });
  });

  test('Playwright’s own where the PATH has none; none where it isn’t there either', () => {
    expect(findBrowser(machine({ files: [playwrights] }).system)).toEqual({
      path: playwrights,
      source: 'playwright',
    });
    expect(findBrowser(machine().system)).toBeNull();
    expect(findBrowser(machine({ env: {} }).system)).toBeNull();
  });

  test('Windows: .exe on `Path`, then where Chrome installs itself', () => {
    const env = { Path: 'C:\\tools;C:\\bin', PROGRAMFILES: 'C:\\Program Files' };
    const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const onPath = 'C:\\bin\\chrome.exe';
    const found = (files: readonly string[]) =>
      findBrowser(machine({ platform: 'win32', env, files }).system)?.path;
    expect(found([chrome, onPath])).toBe(onPath);
    expect(found([chrome])).toBe(chrome);
  });

  test('macOS: applications', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser(machine({ platform: 'darwin', files: [chrome] }).system)?.path).toBe(chrome);
    expect(findBrowser(machine({ files: [chrome] }).system)).toBeNull();
  });
});

describe('where there is none', () => {
  const download = 'npx playwright install chromium';
  const debian = 'apt-get install -y --no-install-recommends chromium fonts-noto-cjk';
  const aptGet = '/usr/bin/apt-get';

  test('Playwright’s download is tried first, and is enough', () => {
    const { system, files, ran } = machine({
      isRoot: true,
      files: [aptGet],
      run: () => Boolean(files.add(playwrights)),
    });
    expect(installBrowser(system)).toEqual({
      ok: true,
      browser: { path: playwrights, source: 'playwright' },
    });
    expect(ran).toEqual([download]);
  });

  test('root on Debian gets its package when the download fails', () => {
    const { system, files, ran } = machine({
      isRoot: true,
      files: [aptGet],
      run: (command, parts) => {
        if (command === 'npx') return false;
        if (parts.includes('chromium')) files.add('/usr/bin/chromium');
        return true;
      },
    });
    expect(installBrowser(system)).toEqual({
      ok: true,
      browser: { path: '/usr/bin/chromium', source: 'path' },
    });
    expect(ran).toEqual([download, 'apt-get update', debian]);
  });

  test('a download that says it succeeded and left nothing goes on to the package', () => {
    const { system, ran } = machine({ isRoot: true, files: [aptGet], run: () => true });
    expect(installBrowser(system).ok).toBe(false);
    expect(ran).toEqual([download, 'apt-get update', debian]);
  });

  test('a package list that can’t be read ends it', () => {
    const { system, ran } = machine({ isRoot: true, files: [aptGet] });
    expect(installBrowser(system).ok).toBe(false);
    expect(ran).toEqual([download, 'apt-get update']);
  });

  test.each([
    ['no root', { isRoot: false, files: [aptGet] }],
    ['no apt-get', { isRoot: true, files: [] }],
    ['macOS', { isRoot: true, files: [aptGet], platform: 'darwin' as const }],
    ['Windows', { isRoot: true, files: [aptGet], platform: 'win32' as const }],
  ])('%s: only the download is tried, then one line says how to get one', (_name, options) => {
    const { system, ran } = machine(options);
    const installation = installBrowser(system);
    expect(ran).toEqual([download]);
    expect(installation).toMatchObject({ ok: false });
    const hint = installation.ok ? '' : installation.hint;
    expect(hint.split('\n')).toHaveLength(1);
    for (const way of [download, 'chromium package', 'MARU_CHROMIUM']) expect(hint).toContain(way);
  });
});
