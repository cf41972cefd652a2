import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { startRelay } from '../support/relay.ts';

test('the web client is served isolated, its assets for good, its pages by one file', async () => {
  const webFolder = temporaryFolder();
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Maru</title>');
  writeFileSync(join(webFolder, 'assets', 'app-abc123.js'), 'export {}');
  const { address } = await startRelay({ webFolder });
  const page = await fetch(`${address.url}/c/some/where`);
  expect(await page.text()).toContain('<title>Maru');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  const script = await fetch(`${address.url}/assets/app-abc123.js`);
  expect(script.headers.get('cache-control')).toContain('immutable');
  expect(script.headers.get('content-type')).toContain('javascript');
  for (const path of ['/missing.js', '/assets/missing.js', '/.env', '/..%2f..%2fetc%2fpasswd.txt'])
    expect((await fetch(address.url + path)).status).toBeGreaterThanOrEqual(400);
  expect((await fetch(address.url, { method: 'POST' })).status).toBe(405);
  expect(await (await fetch(`${address.url}/health`)).json()).toEqual({ status: 'ok' });
});
