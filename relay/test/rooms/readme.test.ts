/** The examples of the README, run as they stand there: each by two people, one after the other. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createYjsRoomSecret } from '@maru/sync-core/yjs-room';
import { expect, onTestFinished, test } from 'vitest';
import { startRelay } from '../support/relay.ts';

const folder = new URL('../../', import.meta.url);
const examples = [...readFileSync(new URL('README.md', folder), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(
  ([, code = '']) => code,
);

/** Resolves with the first line that it prints. */
const run = (code: string, env: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', code], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill());
    let errors = '';
    child.stderr?.on('data', (data) => {
      errors += String(data);
    });
    child.stdout?.once('data', (data) => resolve(String(data)));
    child.once('exit', () => reject(new Error(errors)));
  });

test('the README’s two examples: what the first writes, the second reads', async () => {
  expect(examples).toHaveLength(2);
  const { address } = await startRelay();
  await Promise.all(
    examples.map(async (code) => {
      const env = { RELAY: address.yjsUrl, SECRET: createYjsRoomSecret() };
      expect(await run(code, env)).toBe('read: \n');
      expect(await run(code, env)).toBe('read: A line. \n');
    }),
  );
});
