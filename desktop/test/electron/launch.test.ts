/**
 * The app in its real Electron (HARDENING attack 6): it starts, keeps a message over a restart, and
 * hostile pages get nowhere. Needs Electron's own binary, which is not part of `npm ci` everywhere:
 * without it one line says so. What can be shown without is in `shell.test.ts` (main on a stand-in),
 * `built-host.test.ts`, `built-preload.test.ts` and `e2e/shell` (the page in Chromium).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildElectron, electronMain } from '../../cli/build.ts';
import { findElectron } from '../../cli/electron-binary.ts';

const binary = findElectron();
const missing = 'Electron has no binary here (npx install-electron downloads it)';
/** Chromium's own sandbox can't be set up by root, as which containers of CI run. */
const isRoot = process.getuid?.() === 0;

describe('the app in Electron', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-electron-'));
  let app: ElectronApplication;
  let page: Page;

  const launch = async (): Promise<void> => {
    app = await _electron.launch({
      executablePath: binary ?? '',
      args: [
        join(electronMain, '..', '..', '..'),
        `--data=${folder}`,
        '--relay=http://127.0.0.1:9',
        '--lang=en-US',
        // No keyring of the machine that tests: it may ask, and nobody answers.
        '--password-store=basic',
        '--use-mock-keychain',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    });
    page = await app.firstWindow();
    await page.waitForLoadState();
  };
  /** Until nothing is under way: a navigation that was allowed would have happened. */
  const settled = () =>
    expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().every((window) => !window.webContents.isLoading()),
        ),
      )
      .toBe(true);

  beforeEach(({ skip }) => skip(binary === null, missing));
  beforeAll(async () => {
    if (binary === null) return;
    const built = buildElectron();
    if (!built.ok) throw new Error(built.error);
    await launch();
  }, 180_000);
  afterAll(async () => {
    await app?.close();
    // Windows lets go of files a little after their process.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }, 60_000);

  it('shows its page, with nothing of Node in it', async () => {
    expect(page.url()).toBe('app://maru/index.html');
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
    expect(await page.evaluate("[typeof globalThis.process, 'require' in globalThis]")).toEqual([
      'undefined',
      false,
    ]);
    expect(await page.evaluate('Object.keys(window.maru).sort()')).toEqual([
      'connectHost',
      'info',
      'notify',
      'onJoinLink',
      'onNotificationOpened',
      'openExternal',
    ]);
  });

  it('its page runs in the sandbox of the system', async (context) => {
    if (isRoot) context.skip('root has no sandbox: the app was started with --no-sandbox');
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    // Electron says so on macOS and Windows; Linux does: 2 is a filter of system calls.
    if (process.platform === 'linux')
      return expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
    const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
    expect(metrics.find((one) => one.pid === pid)?.sandboxed).toBe(true);
  });

  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'data:text/html,x',
    'about:blank',
    'app://maru/../../package.json',
    'app://evil/index.html',
    'javascript:document.write(1)',
  ])('does not navigate to %s', async (url) => {
    for (const attempt of [
      `location.assign(${JSON.stringify(url)})`,
      `(() => { const a = document.createElement('a'); a.href = ${JSON.stringify(url)}; document.body.append(a); a.click(); a.remove(); })()`,
    ]) {
      await page.evaluate(attempt).catch(() => undefined);
      await settled();
      expect(await page.evaluate('location.origin + location.pathname')).toBe('app://maru/index.html');
    }
  });

  it('opens no window, attaches no webview, frames nobody', async () => {
    expect(await page.evaluate("window.open('about:blank') === null")).toBe(true);
    await page.evaluate("document.body.append(document.createElement('webview'))");
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.org/' }))",
    );
    await settled();
    expect(app.windows()).toHaveLength(1);
    expect(page.frames().filter((frame) => frame.url().startsWith('http'))).toEqual([]);
  });

  it('runs no script that is not its own', async () => {
    const outcome = await page.evaluate(
      "(() => { try { document.body.innerHTML = '<img src=x onerror=alert(1)>'; return 'written'; } catch { return 'refused'; } })()",
    );
    expect(outcome).toBe('refused');
    await expect(page.evaluate("fetch('file:///etc/passwd').then(() => 'read')")).rejects.toThrow();
  });

  it('refuses calls that are malformed', async () => {
    await expect(page.evaluate('window.maru.openExternal({})')).rejects.toThrow('refused');
    await expect(page.evaluate("window.maru.openExternal('x'.repeat(100000))")).rejects.toThrow('refused');
  });

  it.each(['geolocation', 'camera', 'microphone', 'notifications', 'midi'])(
    'does not grant %s',
    async (name) => {
      expect(
        await page.evaluate(`navigator.permissions.query({ name: '${name}' }).then((one) => one.state)`),
      ).toBe('denied');
    },
  );

  it('[S1] a message is there after a restart', async () => {
    await page.getByRole('textbox', { name: 'Name' }).fill('Hanaberry');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I will do it later' }).click();
    await page.getByRole('button', { name: /^Make a community/ }).click();
    await page.getByRole('textbox', { name: 'Community name' }).fill('Berries');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const box = page.getByRole('combobox', { name: /^Write in/ });
    await box.fill('kept by Electron');
    await box.press('Enter');
    await page.getByRole('article').filter({ hasText: 'kept by Electron' }).waitFor();
    await app.close();
    await launch();
    await page.getByRole('article').filter({ hasText: 'kept by Electron' }).waitFor();
  });
});
