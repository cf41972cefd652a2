/**
 * HARDENING attacks 6, 10 and 11 in Chromium: Electron's built page under the very headers of `app://`
 * works from first run to a restart without one breach of its policy; what tries to breach it is
 * refused; and a message full of addresses asks for none of them.
 */
import { expect, test } from './fixture.ts';

test('[S1] first run, a community, a message, a restart: no breach of the policy, no error', async ({
  shell,
}) => {
  const { page } = shell;
  await shell.begin();
  const box = page.getByRole('combobox', { name: /^Write in/ });
  await box.fill('kept by the **built** host');
  await box.press('Enter');
  const said = page.getByRole('article').filter({ hasText: 'kept by the built host' });
  await expect(said).toBeVisible();

  await shell.restart();
  await shell.open();
  await expect(said).toBeVisible();
  expect(shell.complaints).toEqual([]);
  expect(shell.requests.filter((url) => !url.startsWith(`${shell.origin}/`))).toEqual([]);
});

test('[T16] a message full of pictures and links asks for nothing, and its links open outside only', async ({
  shell,
}) => {
  const { page } = shell;
  await shell.begin();
  const before = shell.requests.length;
  const box = page.getByRole('combobox', { name: /^Write in/ });
  await box.fill(
    [
      '![pixel](https://tracker.example/a.png) ![data](data:image/png;base64,AAAA) ![js](javascript:alert(1))',
      '[site](https://site.example/b) <https://auto.example/c> https://bare.example/d',
      '[run](javascript:alert(1)) [page](data:text/html,x) [file](file:///etc/passwd) [app](app://maru/index.html)',
      '<img src=https://tracker.example/e.png onerror=alert(1)> <iframe src=https://frame.example></iframe>',
    ].join('\n'),
  );
  await box.press('Enter');
  const said = page.getByRole('article').filter({ hasText: 'bare.example' });
  await expect(said).toBeVisible();
  const links = await said
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(links).toEqual([
    'https://tracker.example/a.png',
    'https://site.example/b',
    'https://auto.example/c',
    'https://bare.example/d',
    'https://tracker.example/e.png',
    'https://frame.example/',
  ]);
  await expect(said.locator('img, iframe, script, object, embed')).toHaveCount(0);

  await said.getByRole('link', { name: /site/ }).click();
  await expect.poll(() => shell.openedOutside).toEqual(['https://site.example/b']);
  expect(page.url()).toBe(`${shell.origin}/index.html`);
  expect(shell.requests.slice(before).filter((url) => !url.startsWith(`${shell.origin}/`))).toEqual([]);
  expect(shell.complaints).toEqual([]);
});

/** Each is tried in the page's own world, as script that got in somehow would try it. */
const breaches: readonly (readonly [string, () => unknown])[] = [
  ['text as markup', () => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')],
  ['text as a document', () => new DOMParser().parseFromString('<p>x</p>', 'text/html')],
  ['text as a frame', () => document.createElement('iframe').setAttribute('srcdoc', '<p>x</p>')],
  ['text as a handler', () => document.body.setAttribute('onclick', 'alert(1)')],
  ['text as a script', () => Object.assign(document.createElement('script'), { text: 'alert(1)' })],
  [
    'a script’s address',
    () => document.createElement('script').setAttribute('src', 'https://evil.example/a.js'),
  ],
  // Playwright's own turn may make code of text; a later one is the page's.
  [
    'a function of text',
    async () => {
      await new Promise((resolve) => setTimeout(resolve));
      return new Function('return 1')();
    },
  ],
  ['a Worker', () => new Worker('blob:x')],
  ['a connection elsewhere', () => fetch('https://evil.example/')],
  ['a file', () => fetch('file:///etc/passwd')],
  ['a plug-in', () => document.createElement('object').setAttribute('data', 'https://evil.example/')],
];

test('what script in the page may not do', async ({ shell }) => {
  const { page } = shell;
  await shell.open();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  for (const [what, breach] of breaches) {
    const outcome = await page.evaluate(breach).then(
      () => 'done',
      () => 'refused',
    );
    expect.soft(outcome, what).toBe('refused');
  }
  expect(
    await page.evaluate(() => {
      try {
        window.trustedTypes?.createPolicy('default', { createScriptURL: (address: string) => address });
        return 'made';
      } catch {
        return 'refused';
      }
    }),
  ).toBe('refused');
  // Malformed calls never reach what they name.
  for (const url of [{}, 1, 'x'.repeat(100_000), 'file:///etc/passwd'])
    await page.evaluate(async (address) => {
      await Promise.resolve(Reflect.apply(window.maru.openExternal, null, [address])).catch(() => undefined);
    }, url);
  expect(shell.openedOutside).toEqual([]);
});

test('frames, pictures, styles and forms of others are not loaded', async ({ shell }) => {
  const { page } = shell;
  await shell.open();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  const violated = await page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const add = (tag: string, attributes: Record<string, string>) => {
      const element = document.createElement(tag);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      document.body.append(element);
      return element;
    };
    add('iframe', { src: 'https://evil.example/' });
    add('img', { src: 'https://evil.example/a.png' });
    add('link', { rel: 'stylesheet', href: 'https://evil.example/a.css' });
    add('video', { src: 'https://evil.example/a.mp4' });
    add('base', { href: 'https://evil.example/' });
    add('style', {}).append('body { background: red }');
    const form = add('form', { action: 'https://evil.example/' });
    if (form instanceof HTMLFormElement) form.submit();
    while (new Set(seen).size < 6) await new Promise((resolve) => setTimeout(resolve, 10));
    return [...new Set(seen)].sort();
  });
  expect(violated).toEqual([
    'base-uri',
    'form-action',
    'frame-src',
    'img-src',
    'media-src',
    'style-src-elem',
  ]);
});
