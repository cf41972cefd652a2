/**
 * Electron's page in Chromium: the built bundle answered by main's own `answerApp` (so with the very
 * headers of `app://`), the built preload script over a stand-in of Electron's modules, calls through
 * main's own check, and the built host behind the port.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { buildElectron, electronMain } from '../../../cli/build.ts';
import { channelOf, type MaruShell, type ShellCall, shellCalls } from '../../../contract/shell.ts';
import { type MessageToHost, messageFromHost } from '../../../host/utility-messages.ts';
import { answerApp } from '../../../main/rules/app-answer.ts';
import { appIndex, appOrigin } from '../../../main/rules/app-url.ts';
import { externalUrl } from '../../../main/rules/external.ts';
import { checkCall } from '../../../main/rules/ipc.ts';
import { FakeMessageChannel, FakeUtilityProcess } from '../../electron/stand-in/utility-process.ts';

const out = join(electronMain, '..', '..');

/** `app://maru` as an address that Chromium knows. Paths reach `answerApp` as they were written. */
const serveBundle = async () => {
  const server = createServer(async (incoming, outgoing) => {
    // Chromium asks for it on http: pages only.
    if (incoming.url === '/favicon.ico') return void outgoing.writeHead(204).end();
    const request = new Request(`${appOrigin}${incoming.url}`, { method: incoming.method ?? 'GET' });
    const answer = await answerApp(join(out, 'renderer'), request);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(new Uint8Array(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('bug: no port');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
};

const startHost = (folder: string, secrets: Map<string, Uint8Array>): FakeUtilityProcess => {
  const host = new FakeUtilityProcess(join(out, 'main', 'host.js'));
  const post = (message: MessageToHost) => host.postMessage(message);
  host.on('message', (data: unknown) => {
    const message = messageFromHost.parse(data);
    switch (message.type) {
      case 'getSecret':
        return post({ type: 'secret', id: message.id, secret: secrets.get(message.name) ?? null });
      case 'setSecret':
        secrets.set(message.name, message.secret);
        return post({ type: 'secret', id: message.id, secret: null });
      case 'stopped':
        return void host.kill();
    }
  });
  post({ type: 'start', folder, relayUrl: 'ws://127.0.0.1:9/sync', language: 'en' });
  return host;
};

/** What the preload script needs of Electron, in the page: the port's frames go by two named functions. */
const standIn = (preload: string, portChannel: string): string => `(() => {
  const listeners = new Map();
  const ipcRenderer = {
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel, listener) =>
      listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener)),
    invoke: async (channel, ...args) => {
      const reply = await window.standInInvoke(channel, args);
      if (reply.refused) throw new Error(reply.refused);
      if (reply.connected) {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = ({ data }) => window.standInSend(data);
        window.standInReceive = (frame) => port2.postMessage(frame);
        for (const listener of listeners.get(${JSON.stringify(portChannel)}) ?? []) listener({ ports: [port1] });
      }
      return reply.value;
    },
  };
  const contextBridge = { exposeInMainWorld: (name, api) => { window[name] = api; } };
  ((require) => { ${preload} })(() => ({ contextBridge, ipcRenderer }));
})();`;

export type Shell = {
  readonly page: Page;
  /** First run up to a channel that one can write in. */
  begin(): Promise<void>;
  /** Opens the page on the host's files; again after `restart`. */
  open(): Promise<void>;
  /** The host ends and starts on the same files. */
  restart(): Promise<void>;
  /** What the browser complained about: errors and breaches of the policy. */
  readonly complaints: readonly string[];
  /** Every address the page asked for. */
  readonly requests: readonly string[];
  /** What was handed to the operating system. */
  readonly openedOutside: readonly string[];
  readonly origin: string;
};

const isCall = (channel: string): ShellCall | null =>
  shellCalls.find((name) => channelOf(name) === channel) ?? null;

export const test = base.extend<{ readonly shell: Shell }>({
  shell: async ({ page }, use) => {
    const built = buildElectron();
    if (!built.ok) throw new Error(built.error);
    const folder = mkdtempSync(join(tmpdir(), 'maru-e2e-shell-'));
    const bundle = await serveBundle();
    const secrets = new Map<string, Uint8Array>();
    const complaints: string[] = [];
    const requests: string[] = [];
    const openedOutside: string[] = [];
    let host = startHost(folder, secrets);
    let port = new FakeMessageChannel().port2;
    page.on('pageerror', (error) => complaints.push(`${error.message} ${error.stack ?? ''}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('request', (request) => requests.push(request.url()));

    await page.exposeFunction('standInSend', (frame: unknown) => port.postMessage(frame));
    await page.exposeFunction('standInInvoke', (channel: string, args: unknown[]) => {
      const name = isCall(channel);
      if (name === null) return { refused: 'no handler' };
      const sender = { url: appIndex, isMainFrame: true, isOwnWindow: true };
      if (name === 'openExternal') {
        const checked = checkCall(name, sender, args);
        const url = checked.ok ? externalUrl(checked.value[0]) : null;
        if (url !== null) openedOutside.push(url);
        return checked.ok ? {} : { refused: checked.error };
      }
      const checked = checkCall(name, sender, args);
      if (!checked.ok) return { refused: checked.error };
      if (name === 'info') return { value: { baseUrl: 'http://127.0.0.1:9/', joinLink: null } };
      if (name === 'notify') return {};
      const { port1, port2 } = new FakeMessageChannel();
      port = port2;
      port.on('message', ({ data }: { data: unknown }) => {
        // A page that is gone hears nothing more, as with a real port.
        void page.evaluate((frame) => window.standInReceive(frame), data).catch(() => undefined);
      });
      port.start();
      host.postMessage({ type: 'connect' }, [port1]);
      return { connected: true };
    });
    await page.addInitScript({
      content: standIn(readFileSync(join(out, 'preload', 'index.cjs'), 'utf8'), channelOf('hostPort')),
    });

    await use({
      page,
      complaints,
      requests,
      openedOutside,
      origin: bundle.origin,
      open: async () => void (await page.goto(`${bundle.origin}/index.html`)),
      async begin() {
        await page.goto(`${bundle.origin}/index.html`);
        await page.getByRole('textbox', { name: 'Name' }).fill('Hanaberry');
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.getByRole('button', { name: 'I will do it later' }).click();
        await page.getByRole('button', { name: /^Make a community/ }).click();
        await page.getByRole('textbox', { name: 'Community name' }).fill('Berries');
        await page.getByRole('button', { name: 'Create', exact: true }).click();
      },
      async restart() {
        const ended = new Promise((resolve) => host.on('exit', resolve));
        host.postMessage({ type: 'stop' });
        await ended;
        host = startHost(folder, secrets);
      },
    });
    await page.close();
    host.kill();
    bundle.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

declare global {
  interface Window {
    readonly maru: MaruShell;
    standInReceive(frame: unknown): void;
  }
}

export { expect };
