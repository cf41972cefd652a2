/**
 * The app in its real Electron: it starts, and hostile pages get nowhere (HARDENING attack 6). Needs
 * Electron's own binary, which is not part of `npm ci` everywhere: without it one line says so.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { build } from 'electron-vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const electron = join(root, 'node_modules', 'electron');

/** Electron's own module would download it when asked; this only looks. */
const findBinary = (): string | null => {
  const named = join(electron, 'path.txt');
  if (!existsSync(named)) return null;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electron, 'dist');
  const binary = join(folder, readFileSync(named, 'utf8').trim());
  return existsSync(binary) ? binary : null;
};

const binary = findBinary();
if (binary === null)
  console.log(
    'SKIPPED desktop/test/electron: Electron has no binary here (npx install-electron downloads it).',
  );

describe.skipIf(binary === null)('the app in Electron', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-electron-'));
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    await build({ configFile: join(root, 'electron.vite.config.ts'), logLevel: 'warn' });
    app = await _electron.launch({
      executablePath: binary ?? '',
      args: [
        join(root, 'desktop'),
        `--data=${folder}`,
        '--relay=http://127.0.0.1:9',
        // Containers of CI run as root, where Chromium's sandbox can't be set up.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    page = await app.firstWindow();
    await page.waitForLoadState();
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows its page, with nothing of Node in it', async () => {
    expect(page.url()).toBe('app://maru/index.html');
    await expect.poll(() => page.locator('#root > *').count()).toBeGreaterThan(0);
    expect(await page.evaluate("[typeof globalThis.process, 'require' in globalThis]")).toEqual([
      'undefined',
      false,
    ]);
  });

  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://maru/../../package.json',
  ])('does not navigate to %s', async (url) => {
    await page.evaluate(`location.assign(${JSON.stringify(url)})`).catch(() => undefined);
    expect(await page.evaluate('location.origin + location.pathname')).toBe('app://maru/index.html');
  });

  it('opens no window and attaches no webview', async () => {
    expect(await page.evaluate("window.open('about:blank') === null")).toBe(true);
    await page.evaluate("document.body.append(document.createElement('webview'))");
    expect(app.windows()).toHaveLength(1);
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

  it('grants only what is listed', async () => {
    expect(
      await page.evaluate("navigator.permissions.query({ name: 'geolocation' }).then((p) => p.state)"),
    ).toBe('denied');
  });
});
