/** `npm run screens [-- name]`: pictures of every screen and state, to be looked at. */
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { serveDemo } from './build-demo.ts';
import { type ShotSize, shots } from './shots.ts';

const out = fileURLToPath(new URL('./out', import.meta.url));
const sizes: Record<ShotSize, BrowserContextOptions> = {
  wide: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  narrow: { viewport: { width: 800, height: 900 } },
  // What a browser's zoom does: half the pixels to lay out in, each twice as large.
  zoom: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
};

const findBrowser = (): string | undefined =>
  [process.env['MARU_BROWSER'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );

const wanted = process.argv[2];
mkdirSync(out, { recursive: true });
const server = await serveDemo();
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox'],
});
let failures = 0;

const shoot = async (page: Page, name: string, run: () => Promise<void>) => {
  try {
    await run();
    await page.screenshot({ path: `${out}/${name}.png` });
  } catch (thrown) {
    failures++;
    console.error(`${name}: ${thrown instanceof Error ? thrown.message.split('\n')[0] : thrown}`);
  }
};

for (const shot of shots.filter(({ name }) => !wanted || name.includes(wanted)))
  for (const size of shot.sizes ?? (['wide', 'phone'] as const))
    for (const theme of ['light', 'dark'] as const) {
      const phone = size === 'phone';
      const context = await browser.newContext(sizes[size]);
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`${shot.name}: ${error.message}`));
      await page.goto(`${server.url}?theme=${theme}&${shot.query}`);
      await page.waitForLoadState('networkidle');
      await shoot(page, `${shot.name}-${size}-${theme}`, () => shot.act?.(page, phone) ?? Promise.resolve());
      await context.close();
    }
await browser.close();
await server.close();
console.info(`Pictures are in ${out}`);
if (failures > 0) process.exitCode = 1;
