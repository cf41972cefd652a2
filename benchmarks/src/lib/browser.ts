/** A real Chromium, and pages of ours served to it on 127.0.0.1. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../../../scripts/find-browser.ts';
import { profileContext, profilePages } from './page-profile.ts';
import { inheritedProfileFolder } from './profiler.ts';
import { Skipped } from './trial.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Chromium's program. */
export const executable = (): string => {
  const found = findBrowser();
  if (!found) throw new Skipped('no Chromium on this machine (set MARU_CHROMIUM)');
  return found.path;
};

export const launchBrowser = async (flags: readonly string[] = []): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath: executable(), args: ['--no-sandbox', ...flags] });
  const profiles = inheritedProfileFolder();
  return profiles === null ? browser : profilePages(browser, profiles);
};

/**
 * A page in a browser of its own whose profile lies in `folder`, as people have it. In the private windows that
 * Playwright opens else, OPFS is in memory behind another process: nothing is flushed, and each write costs more.
 */
export const openProfile = async (
  folder: string,
  options: { readonly executablePath?: string; readonly args?: readonly string[] } = {},
): Promise<{ readonly page: Page; readonly browser: Browser }> => {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: options.executablePath ?? executable(),
    args: ['--no-sandbox', ...(options.args ?? [])],
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  const profiles = inheritedProfileFolder();
  if (profiles !== null) profileContext(context, profiles);
  const [page] = context.pages();
  const browser = context.browser();
  if (!page || !browser) throw new Error('the browser opened no page');
  return { page, browser };
};

export type Served = { readonly url: string; close(): Promise<void> };

/** Builds the page in `root` and serves it; `files` are served beside under their names. */
export const servePage = async (root: string, files: Readonly<Record<string, string>>): Promise<Served> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-page-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: { outDir: folder, emptyOutDir: true, target: 'esnext' },
    worker: { format: 'es' },
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    // `URL` has resolved dot segments, so the path can't climb out of the folder.
    const path = files[pathname.slice(1)] ?? join(folder, pathname === '/' ? '/index.html' : pathname);
    try {
      const body = readFileSync(path);
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
