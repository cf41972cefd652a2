/** A browser without synchronous file handles: the app keeps snapshots in IndexedDB instead. */
import type { BrowserContext } from '@playwright/test';

export const withoutFileHandles = async (context: BrowserContext): Promise<void> => {
  // A kept copy of the Worker would have the handles again.
  await context.route('**/sw.js', (route) => route.abort());
  await context.route(/\/assets\/worker-[^/]+\.js$/, async (route) => {
    // Not through the person's wire, which keeps what passes: the app's own words are no secrets.
    const response = await fetch(route.request().url());
    const body = `delete FileSystemFileHandle.prototype.createSyncAccessHandle;${await response.text()}`;
    await route.fulfill({ headers: Object.fromEntries(response.headers), body });
  });
};
