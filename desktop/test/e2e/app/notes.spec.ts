/** Issue 6, shown by 1: three people write one note, at once and apart, with the shipped web client and a real relay. */
import type { Page } from '@playwright/test';
import { begin, create, invite, join, say, words } from './acts.ts';
import { expect, type Person, test } from './fixture.ts';

const note = 'pond-plan';
const text = ({ page }: Person) => page.getByRole('textbox', { name: `${note}, note` });

/** Block by block, as it is read: others' carets are no part of it. */
const read = (person: Person): Promise<string> =>
  text(person).evaluate((root) =>
    [...root.children]
      .map((block) => {
        const copy = block.cloneNode(true);
        if (!(copy instanceof Element)) return '';
        for (const caret of copy.querySelectorAll('[aria-hidden=true], input, label')) caret.remove();
        return (copy.textContent ?? '').replaceAll('\u2060', '');
      })
      .join('\n'),
  );
const expectSame = (people: readonly Person[], expected: (said: string) => boolean) =>
  expect(async () => {
    const said = await Promise.all(people.map(read));
    expect(new Set(said).size, said.join('\n---\n')).toBe(1);
    expect(expected(said[0] ?? ''), said[0]).toBe(true);
  }).toPass({ timeout: 30_000 });

const write = async (person: Person, words: string, at: 'start' | 'end' | 'line') => {
  for (const line of words.split('\n')) if (line.length > 5) person.secrets.add(line);
  await text(person).focus();
  await person.page.keyboard.press(at === 'start' ? 'Control+Home' : 'Control+End');
  // The browser tells of a caret that moved with its next frame: nobody's fingers are faster.
  await person.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  if (at === 'line') await person.page.keyboard.press('Enter');
  await person.page.keyboard.type(words);
};
const openNote = async ({ page }: Person) => {
  await page.getByRole('navigation', { name: 'Channels' }).getByText(note, { exact: true }).click();
  await expect(page.getByRole('textbox', { name: `${note}, note` })).toBeVisible();
};
/** By keyboard, as far as `words` goes from the start of the block that begins with it. */
const select = async (person: Person, words: string) => {
  await text(person).evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      if (root instanceof HTMLElement) root.focus();
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`no ${wanted}`);
  }, words);
};
const paste = (person: Person, html: string) =>
  text(person).evaluate((root, markup) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', markup);
    clipboardData.setData('text/plain', 'plain');
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
const aside = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true });

const openMembers = async (page: Page) => {
  await page.getByRole('button', { name: `${words.community} menu` }).click();
  await page.getByRole('menuitem', { name: 'Community settings' }).click();
  await page
    .getByRole('navigation', { name: words.community })
    .getByRole('button', { name: 'Members', exact: true })
    .click();
};
const choose = async (page: Page, entry: string) => {
  await page.getByRole('button', { name: 'What you can do with Minaflower' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};

test('[S2] three write one note at once and apart; comments, history, undoing a person, and who is removed', async ({
  relay,
  meet,
}) => {
  const hana = await meet('Hanaberry');
  await begin(hana, relay.url);
  await create(hana, words.community);
  await say(hana, words.first);
  const link = await invite(hana);
  const [dirk, mina] = [await meet('Dirkstone'), await meet('Minaflower')];
  await Promise.all([dirk, mina].map((person) => join(person, link)));
  const all = [hana, dirk, mina];
  await test.step('a note is made and opened by all', async () => {
    hana.secrets.add(note);
    await hana.page.getByRole('button', { name: `${words.community} menu` }).click();
    await hana.page.getByRole('menuitem', { name: 'New channel' }).click();
    await hana.page.getByText('Note', { exact: true }).click();
    await hana.page.getByRole('textbox', { name: 'Channel name' }).fill(note);
    await hana.page.getByRole('dialog').getByRole('button', { name: 'Create channel' }).click();
    await expect(text(hana)).toBeVisible();
    await write(hana, '# Plan of the pond\nWater comes first.', 'start');
    await expect(text(hana).getByRole('heading', { name: 'Plan of the pond' })).toBeVisible();
    await Promise.all([dirk, mina].map(openNote));
    await expectSame(all, (said) => said === 'Plan of the pond\nWater comes first.');
  });
  await test.step('what is pasted is the note’s own, whatever it was', async () => {
    await write(hana, '', 'line');
    await paste(
      hana,
      '<h2>Pasted tools</h2><script>alert(1)</script><img src="https://evil.example/x.png" onerror="alert(1)">' +
        '<p onclick="alert(1)">of <b>iron</b>, <a href="javascript:alert(1)">not a link</a></p>',
    );
    await expect(text(dirk).getByRole('heading', { name: 'Pasted tools' })).toBeVisible();
    await expect(text(dirk).locator('strong')).toHaveText('iron');
    await expect(text(dirk).locator('script, img:not(.ProseMirror-separator), a, [onclick]')).toHaveCount(0);
    await text(hana).press('Control+z');
    await text(hana).press('Control+z');
    await expectSame(all, (said) => said === 'Plan of the pond\nWater comes first.');
    // HARDENING 14: a page that somebody else pasted is tried in a thread of its own before it is shown.
    const sandboxes = () => dirk.page.workers().filter((worker) => worker.url().includes('/sandbox-worker-'));
    expect(sandboxes()).toHaveLength(0);
    await paste(
      hana,
      Array.from({ length: 300 }, (_, index) => `<p>pasted line ${index} of many</p>`).join(''),
    );
    await expect(text(dirk)).toContainText('pasted line 299 of many');
    expect(sandboxes()).toHaveLength(1);
    await text(hana).press('Control+z');
    await expectSame(all, (said) => said === 'Plan of the pond\nWater comes first.');
  });
  await test.step('at once: everyone sees everyone', async () => {
    await write(dirk, 'Dirk brings the stones.', 'line');
    await expect(text(hana).getByText('Dirkstone')).toBeAttached();
    await expect(hana.page.getByRole('status').filter({ hasText: /Dirkstone/ })).toBeAttached();
    await expectSame(all, (said) => said.endsWith('\nDirk brings the stones.'));
    await Promise.all([write(hana, 'Final ', 'start'), write(mina, ' And lilies, says Mina.', 'end')]);
    await expectSame(
      all,
      (said) =>
        said === 'Final Plan of the pond\nWater comes first.\nDirk brings the stones. And lilies, says Mina.',
    );
  });
  await test.step('apart: what was written offline comes together', async () => {
    hana.wire.cut();
    await expect(hana.page.getByText('Offline. Saved on this device')).toBeVisible();
    await write(hana, 'Hana wrote this alone.', 'line');
    await write(dirk, 'Our ', 'start');
    await expectSame([dirk, mina], (said) => said.startsWith('Our Final'));
    hana.wire.mend();
    await hana.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expectSame(all, (said) => said.startsWith('Our Final') && said.endsWith('Hana wrote this alone.'));
  });
  await test.step('a comment and a suggestion', async () => {
    dirk.secrets.add('how deep should it be');
    await select(dirk, 'Water comes first.');
    await dirk.page.keyboard.press('Control+Alt+m');
    await dirk.page.getByRole('textbox', { name: 'Comment' }).fill('how deep should it be');
    await dirk.page.keyboard.press('Control+Enter');
    await expect(text(hana).locator('[data-comment]')).toHaveText('Water comes first.');
    mina.secrets.add('pebbles and sand');
    await select(mina, 'the stones');
    await mina.page.getByRole('button', { name: 'Suggest other words' }).click();
    await mina.page.getByRole('textbox', { name: 'Replace with' }).fill('pebbles and sand');
    await mina.page.getByRole('button', { name: 'Suggest', exact: true }).click();
    await hana.page.getByRole('button', { name: '2 comments' }).click();
    const comments = aside(hana.page, 'Comments');
    await expect(comments.getByText('how deep should it be')).toBeVisible();
    // They are messages of this channel, and have been seen now.
    const channels = hana.page.getByRole('navigation', { name: 'Channels' });
    await expect(channels.getByRole('button', { name: note, exact: true })).toBeVisible();
    await comments.getByRole('button', { name: 'Accept' }).click();
    await expectSame(all, (said) => said.includes('Dirk brings pebbles and sand. And lilies'));
    await comments.getByRole('button', { name: 'Mark as done' }).click();
    await expect(text(dirk).locator('[data-comment]')).toHaveCount(0);
    await hana.page.keyboard.press('Escape');
  });
  await test.step('a vandal’s words are undone, the others’ stay', async () => {
    await write(mina, 'Mina was a vandal here.', 'line');
    await expectSame(all, (said) => said.endsWith('Mina was a vandal here.'));
    await hana.page.getByRole('button', { name: 'History', exact: true }).click();
    const history = aside(hana.page, 'History');
    // What is written goes into the record after a rest.
    const theirs = history.getByRole('listitem').filter({ hasText: 'Minaflower' }).last();
    await expect(hana.page.getByRole('document').locator('ins', { hasText: 'vandal' })).toBeVisible({
      timeout: 30_000,
    });
    await theirs.getByRole('button', { name: /^Undo what Minaflower wrote/ }).click();
    await hana.page.getByRole('dialog').getByRole('button', { name: 'Undo', exact: true }).click();
    await expectSame(
      [dirk, mina],
      (said) => !said.includes('vandal') && !said.includes('lilies') && said.includes('Hana wrote'),
    );
  });
  await test.step('an earlier version comes back as an edit that can be undone', async () => {
    const history = aside(hana.page, 'History');
    await history
      .getByRole('button', { name: /^Hanaberry/ })
      .last()
      .click();
    await expect(
      hana.page.getByRole('document').locator('ins', { hasText: /^(Final )?Plan of the pond$/ }),
    ).toBeVisible();
    await hana.page.getByRole('button', { name: 'Restore this version' }).click();
    await expectSame(all, (said) => /^(Final )?Plan of the pond\nWater comes first\.$/.test(said));
    await hana.page.keyboard.press('Control+z');
    await expectSame(all, (said) => said.startsWith('Our Final'));
  });
  await test.step('who may not write any more sees so at once, and who is removed sees nothing of it', async () => {
    await openMembers(hana.page);
    await choose(hana.page, 'Time out');
    await hana.page.getByRole('button', { name: 'Time out', exact: true }).click();
    await expect(mina.page.getByText('You may not edit this note.')).toBeVisible();
    await text(mina).press('End');
    await mina.page.keyboard.type('never said');
    await expect(text(mina)).not.toContainText('never said');
    await choose(hana.page, 'Kick');
    await hana.page.getByRole('dialog').getByRole('button', { name: 'Kick', exact: true }).click();
    await expect(text(mina)).toBeHidden();
  });
  for (const { complaints } of all) expect(complaints.filter((line) => !line.includes('ERR_'))).toEqual([]);
});
