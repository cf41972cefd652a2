/** HARDENING attack 6: navigation, windows, permissions, addresses opened outside, headers. */
import { describe, expect, it } from 'vitest';
import { externalUrl } from '../../../main/rules/external.ts';
import { contentSecurityPolicy, securityHeaders } from '../../../main/rules/headers.ts';
import { decideWindowOpening, mayNavigate } from '../../../main/rules/navigation.ts';
import { mayUse } from '../../../main/rules/permissions.ts';

describe('addresses opened outside (CVE-2024-37182)', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['http://example.org', 'http://example.org/'],
    ['HTTPS://EXAMPLE.org/', 'https://example.org/'],
    ['https://예시.한국/', 'https://xn--vv4b11d.xn--3e0b707e/'],
    ['mailto:a@example.org?subject=hi', 'mailto:a@example.org?subject=hi'],
  ])('%s opens', (address, normal) => expect(externalUrl(address)).toBe(normal));

  it.each([
    'file:///etc/passwd',
    'smb://host/share',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'ms-msdt:/id',
    'search-ms:query=x',
    'app://maru/index.html',
    'maru://join#join=x',
    'vscode://x',
    'https://user:password@example.org/',
    'https://bank.example@evil.example/',
    'java\nscript:alert(1)',
    ' https://example.org/',
    'https://example.org/\0',
    'https:\\\\example.org',
    'mailto:a@example.org?attach=/etc/passwd',
    'mailto:a@example.org?Attachment=/etc/passwd',
    'example.org',
    '',
    `https://example.org/${'a'.repeat(3_000)}`,
  ])('%j does not', (address) => expect(externalUrl(address)).toBeNull());
});

describe('navigation', () => {
  it('the own page may be loaded in the main frame', () => {
    expect(mayNavigate({ url: 'app://maru/index.html', isMainFrame: true })).toBe(true);
    expect(mayNavigate({ url: 'app://maru/index.html#join=x', isMainFrame: true })).toBe(true);
  });
  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'app://evil/index.html',
    'app://maru/assets/a.svg',
    'app://maru/other.html',
    'app://maru/index.html/..',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'blob:app://maru/x',
  ])('%s is denied', (url) => expect(mayNavigate({ url, isMainFrame: true })).toBe(false));
  it('nothing is loaded in a frame', () => {
    expect(mayNavigate({ url: 'app://maru/index.html', isMainFrame: false })).toBe(false);
  });
  it('no window is opened; web links go outside', () => {
    expect(decideWindowOpening('https://example.org/')).toEqual({
      action: 'deny',
      external: 'https://example.org/',
    });
    expect(decideWindowOpening('app://maru/index.html')).toEqual({ action: 'deny', external: null });
    expect(decideWindowOpening('about:blank')).toEqual({ action: 'deny', external: null });
  });
});

describe('permissions', () => {
  const own = { requester: 'app://maru/index.html', isMainFrame: true };
  it.each(['clipboard-sanitized-write', 'media', 'speaker-selection', 'display-capture', 'fullscreen'])(
    '%s is for the own page',
    (permission) => {
      expect(mayUse({ permission, ...own })).toBe(true);
      expect(mayUse({ permission, ...own, requester: 'app://maru' })).toBe(true);
      expect(mayUse({ permission, ...own, isMainFrame: false })).toBe(false);
      expect(mayUse({ permission, ...own, embedder: 'app://maru' })).toBe(false);
      for (const requester of ['https://example.org/', 'app://maru.evil/', '', 'null'])
        expect(mayUse({ permission, ...own, requester })).toBe(false);
    },
  );
  it.each([
    // Main's own.
    'notifications',
    'clipboard-read',
    'deprecated-sync-clipboard-read',
    'fileSystem',
    'geolocation',
    'hid',
    'serial',
    'usb',
    'midi',
    'openExternal',
    'pointerLock',
    'idle-detection',
    'local-network-access',
    'storage-access',
    'unknown',
    'made-up-tomorrow',
    'toString',
  ])('%s is denied', (permission) => expect(mayUse({ permission, ...own })).toBe(false));
});

describe('headers', () => {
  it('everything is off unless named', () => {
    expect(contentSecurityPolicy['default-src']).toBe("'none'");
    const policy = securityHeaders['Content-Security-Policy'] ?? '';
    expect(policy).not.toMatch(/(?<!wasm-)unsafe|\*|https?:/);
    // WebAssembly is compiled, text is not.
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain('trusted-types default');
  });
  it('nothing is framed or sniffed', () => {
    expect(securityHeaders['X-Content-Type-Options']).toBe('nosniff');
    expect(contentSecurityPolicy['frame-ancestors']).toBe("'none'");
  });
});
