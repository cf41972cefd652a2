/**
 * The built host (`out/main/host.js`) under the real code of main that starts it, with Electron's
 * utility process stood in for by a Node child: the same files, messages and ports, no Electron.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileSecretStore } from '@maru/sync-core/drivers/node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildElectron, electronMain } from '../../cli/build.ts';
import type { CommandOutputs, HostBridge } from '../../contract/index.ts';
import { createHostProcess, type HostProcess } from '../../main/host-process.ts';
import { createSealedSecrets, type Sealer } from '../../main/rules/sealed-secrets.ts';
import { type BridgePort, createPortBridge } from '../../renderer/bridge/port-bridge.ts';
import { FakePort, started } from './stand-in/utility-process.ts';

vi.mock('electron', async () => {
  const { FakeMessageChannel, utilityProcess } = await import('./stand-in/utility-process.ts');
  return { MessageChannelMain: FakeMessageChannel, utilityProcess };
});

const folder = mkdtempSync(join(tmpdir(), 'maru-built-host-'));
const secretFolder = join(folder, 'secrets');
const places: CommandOutputs['createCommunity'][] = [];

/** A keychain that reverses: enough to see whether a secret reached the disk sealed. */
const reversed = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes).reverse();
const sealer: Sealer = {
  isAvailable: async () => true,
  seal: async (text) => reversed(new TextEncoder().encode(text)),
  open: async (sealed) => new TextDecoder().decode(reversed(sealed)),
};

const startHost = (onRestart: () => void = () => undefined): HostProcess =>
  createHostProcess({
    modulePath: join(electronMain, '..', 'host.js'),
    folder: join(folder, 'data'),
    // Nobody listens there: what is tested needs no network.
    relayUrl: 'ws://127.0.0.1:9/sync',
    language: 'en',
    secrets: createSealedSecrets(createFileSecretStore(secretFolder), sealer, () =>
      expect.unreachable('there is a keychain'),
    ),
    restarted: onRestart,
    gaveUp: () => expect.unreachable('the host keeps ending'),
  });

/** What the page's end of the port is after the preload script handed it over. */
const bridgeTo = (host: HostProcess): HostBridge => {
  const port: unknown = host.connect();
  if (!(port instanceof FakePort)) throw new Error('bug: not a port of the stand-in');
  const ends: BridgePort = { onmessage: null, postMessage: (message) => port.postMessage(message) };
  port.on('message', ({ data }: { data: unknown }) =>
    ends.onmessage?.(new MessageEvent('message', { data })),
  );
  port.start();
  return createPortBridge(ends);
};

const unwrap = async <T>(
  reply: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>,
): Promise<T> => {
  const result = await reply;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const textsIn = async (bridge: HostBridge): Promise<readonly string[]> => {
  const place = places[0];
  if (!place) throw new Error('bug: no community yet');
  const page = await unwrap(
    bridge.query('timeline', { ...place, thread: null, anchor: { kind: 'newest' }, limit: 50 }),
  );
  return page.messages.flatMap((message) => (message.text === null ? [] : [message.text]));
};

beforeAll(() => {
  const built = buildElectron();
  if (!built.ok) throw new Error(built.error);
}, 120_000);
afterAll(() => {
  for (const made of started) made.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('[S1] a profile, a community and a message are there after a restart', { timeout: 60_000 }, async () => {
  const host = startHost();
  const bridge = bridgeTo(host);
  await unwrap(bridge.command('createProfile', { name: 'Hana', colour: 'pine' }));
  const place = await unwrap(bridge.command('createCommunity', { name: 'Berries' }));
  places.push(place);
  await unwrap(
    bridge.command('postMessage', { ...place, thread: null, text: 'kept on disk', replyTo: null }),
  );
  await host.stop();
  expect(started.at(-1)?.child.connected).toBe(false);

  const again = startHost();
  const page = bridgeTo(again);
  expect(await unwrap(page.query('app', {}))).toMatchObject({ storage: 'disk', profile: { name: 'Hana' } });
  expect(await textsIn(page)).toEqual(['kept on disk']);
  await again.stop();
});

test('secrets reach the disk sealed by the keychain only', () => {
  const files = readdirSync(secretFolder);
  expect(files.length).toBeGreaterThan(0);
  // The first byte says how it is kept: 1 is sealed.
  for (const file of files) expect(readFileSync(join(secretFolder, file))[0]).toBe(1);
});

test('[S1] a host that dies is started again, and pages are told to ask for a new port', {
  timeout: 60_000,
}, async () => {
  const restarted = Promise.withResolvers<void>();
  const host = startHost(restarted.resolve);
  expect(await textsIn(bridgeTo(host))).toEqual(['kept on disk']);
  started.at(-1)?.kill();
  await restarted.promise;
  expect(await textsIn(bridgeTo(host))).toEqual(['kept on disk']);
  await host.stop();
});

test('two pages are served by one host, and hear what the other did', { timeout: 60_000 }, async () => {
  const host = startHost();
  const [first, second] = [bridgeTo(host), bridgeTo(host)];
  const heard = new Promise((resolve) => second.listen('settingsChanged', resolve));
  await unwrap(first.command('saveSettings', { textSize: 18 }));
  await heard;
  expect(await unwrap(second.query('settings', {}))).toMatchObject({ textSize: 18 });
  await host.stop();
});
