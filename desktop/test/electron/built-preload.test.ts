/** HARDENING attack 6: the built preload script gives the page named functions and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildElectron, electronMain } from '../../cli/build.ts';
import { hostPortMessage } from '../../contract/shell.ts';

const folder = join(electronMain, '..', '..', 'preload');
type Listener = (
  event: { readonly ports: readonly unknown[]; readonly sender: string },
  detail: unknown,
) => void;

/** Runs the script where only what a sandboxed preload has is in reach; notes what it does with it. */
const runPreload = () => {
  const exposed: [string, unknown][] = [];
  const invoked: unknown[][] = [];
  const posted: unknown[][] = [];
  const required: string[] = [];
  const listeners = new Map<string, Set<Listener>>();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => exposed.push([name, api]) },
    ipcRenderer: {
      invoke: async (...call: unknown[]) => void invoked.push(call),
      on: (channel: string, listener: Listener) =>
        listeners.set(channel, new Set([...(listeners.get(channel) ?? []), listener])),
      off: (channel: string, listener: Listener) => listeners.get(channel)?.delete(listener),
    },
  };
  const context = createContext({
    require: (name: string) => {
      required.push(name);
      return electron;
    },
    window: {
      location: { origin: 'app://maru' },
      postMessage: (...message: unknown[]) => posted.push(message),
    },
  });
  runInContext(readFileSync(join(folder, 'index.cjs'), 'utf8'), context);
  const receive = (channel: string, detail: unknown, ports: readonly unknown[] = []) => {
    for (const listener of listeners.get(channel) ?? []) listener({ ports, sender: 'never seen' }, detail);
  };
  return { exposed, invoked, posted, required, listeners, receive };
};

const anyFunction = z.custom<(...args: unknown[]) => unknown>((value) => typeof value === 'function');
const api = z.record(z.string(), anyFunction);
const call = (of: ReturnType<typeof runPreload>, name: string, ...args: unknown[]): unknown =>
  api.parse(of.exposed[0]?.[1])[name]?.(...args);

beforeAll(() => {
  const built = buildElectron();
  if (!built.ok) throw new Error(built.error);
}, 120_000);

describe('the built preload script', () => {
  it('is one file that needs Electron and no more', () => {
    expect(readdirSync(folder)).toEqual(['index.cjs']);
    expect(runPreload().required).toEqual(['electron']);
  });

  it('exposes these functions under one name', () => {
    const { exposed } = runPreload();
    expect(exposed.map(([name]) => name)).toEqual(['maru']);
    expect(Object.keys(api.parse(exposed[0]?.[1])).sort()).toEqual([
      'connectHost',
      'info',
      'notify',
      'onJoinLink',
      'onNotificationOpened',
      'openExternal',
    ]);
  });

  it('each call has a channel of its own, whatever the page passes', () => {
    const preload = runPreload();
    call(preload, 'info', 'shell:run');
    call(preload, 'connectHost', 'shell:run');
    call(preload, 'openExternal', 'https://example.org/', 'more');
    call(preload, 'notify', { title: 'a', body: 'b', tag: 'c', icon: 'file:///etc/passwd' }, 'more');
    expect(preload.invoked).toEqual([
      ['maru:info'],
      ['maru:connectHost'],
      ['maru:openExternal', 'https://example.org/'],
      ['maru:notify', { title: 'a', body: 'b', tag: 'c' }],
    ]);
  });

  it('listeners get text and never the event, until they end', () => {
    const preload = runPreload();
    const heard: unknown[][] = [];
    const end = anyFunction.parse(call(preload, 'onJoinLink', (...args: unknown[]) => heard.push(args)));
    preload.receive('maru:joinLink', 'maru://join#join=a');
    preload.receive('maru:joinLink', { not: 'text' });
    end();
    preload.receive('maru:joinLink', 'maru://join#join=b');
    expect(heard).toEqual([['maru://join#join=a']]);
  });

  it('hands the host’s port to its own origin only', () => {
    const preload = runPreload();
    const port = {};
    preload.receive('maru:hostPort', null, [port]);
    expect(preload.posted).toEqual([[hostPortMessage, 'app://maru', [port]]]);
  });
});
