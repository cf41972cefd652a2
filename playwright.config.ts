import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.ts';

const browser = findBrowser();

const screens = '**/ui/accessibility.spec.ts';
/** Of calls those that measure what is heard and seen; how one comes into being, ends and recovers mostly waits. */
const calls = '**/app/{call-frames,call-microphone,call-people,call-video,calls,calls-many}.spec.ts';

export default defineConfig({
  testDir: 'desktop/test/e2e',
  testMatch: '**/*.spec.ts',
  // The demo page that the UI tests look at.
  globalSetup: './desktop/test/e2e/ui/serve.ts',
  outputDir: 'desktop/test/e2e/results',
  // One browser carries every participant of a call; a second worker would compete for the same cores. What else people
  // do, and screens that are only looked at, go two at a time: `scripts/test.ts` runs these projects one by one.
  workers: 1,
  projects: [
    { name: 'calls', testMatch: calls },
    { name: 'acts', testIgnore: [screens, calls] },
    { name: 'screens', testMatch: screens, fullyParallel: true },
  ],
  // A test that passes on the second try has found something. `npm test` tries again, and names it at its end.
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  // What is waited for is seen at once on a quiet machine; a busy one is given the time.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser ? { executablePath: browser.path } : {}),
      args: [
        // Calls: fake camera and microphone, sound without a click, loopback as the only interface.
        '--use-fake-ui-for-media-stream',
        // Of three cameras the second gives depths, which no call carries.
        '--use-fake-device-for-media-stream=device-count=3',
        '--autoplay-policy=no-user-gesture-required',
        '--allow-loopback-in-peer-connection',
        // Chromium's own sandbox can't be set up by root, which CI containers run as.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
});
