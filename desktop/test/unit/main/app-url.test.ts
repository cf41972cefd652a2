/** HARDENING attack 6: `app://` with path containment. */
import { sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppUrl, resolveAppFile } from '../../../main/rules/app-url.ts';

const root = `${sep}bundle`;
const resolved = (address: string) => {
  const file = resolveAppFile(address, root);
  return file.ok ? file.value.path.split(sep).join('/') : file.error.kind;
};

describe('app:// files', () => {
  it.each([
    ['app://maru/', '/bundle/index.html'],
    ['app://maru', '/bundle/index.html'],
    ['app://maru/index.html?x=1#join=abc', '/bundle/index.html'],
    ['app://maru/assets/index-DTH8ofvx.css', '/bundle/assets/index-DTH8ofvx.css'],
    ['app://maru/assets/P.subset.33--0OT__YQ.woff2', '/bundle/assets/P.subset.33--0OT__YQ.woff2'],
  ])('%s is a file', (address, file) => expect(resolved(address)).toBe(file));

  it.each([
    'app://maru/../secret.js',
    'app://maru/assets/../../secret.js',
    'app://maru/%2e%2e/secret.js',
    'app://maru/%2E%2E%2Fsecret.js',
    'app://maru/..%2fsecret.js',
    'app://maru/%252e%252e/secret.js',
    'app://maru/..\\secret.js',
    'app://maru/..%5csecret.js',
    'app://maru/a%00.js',
    'app://maru/a\0.js',
    'app://maru//etc/passwd.js',
    'app://maru/C:/windows/a.js',
    'app://maru/a.js:stream.js',
    'app://maru/.env.json',
    'app://maru/a/./b.js',
    'app://maru/a..js',
    'app://maru/%zz.js',
    'app://maru/ㅁ.js',
    'app://maru/assets/',
    `app://maru/${'a/'.repeat(9)}a.js`,
    `app://maru/${'a'.repeat(300)}.js`,
  ])('%j is refused', (address) => expect(resolved(address)).toMatch(/^(bad-path|not-ours)$/));

  it.each(['app://maru/a.exe', 'app://maru/a', 'app://maru/package.json.bak'])(
    '%s is of an unknown type',
    (address) => expect(resolved(address)).toBe('unknown-type'),
  );

  it('whatever the address, the file is in the bundle', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '\0', '/', '//', 'assets', 'a.js', 'C:', '~'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const file = resolveAppFile(`app://maru/${parts.join('/')}`, root);
        if (!file.ok) return;
        expect(file.value.path.startsWith(`${root}${sep}`)).toBe(true);
        expect(file.value.path).not.toMatch(/\.\.|\0|%/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the own origin', () => {
  it('is known by its parsed parts', () => {
    expect(isAppUrl('app://maru/index.html')).toBe(true);
    expect(isAppUrl('app://maru')).toBe(true);
  });
  it.each([
    'app://maru.evil.example/',
    'app://evil.example/app://maru/',
    'app://maru@evil.example/',
    'app://user@maru/',
    'app://maru:1/',
    'https://maru/',
    'file:///app://maru/',
    'null',
    '',
    'data:text/html,app://maru/',
  ])('%j is another', (address) => expect(isAppUrl(address)).toBe(false));
});
