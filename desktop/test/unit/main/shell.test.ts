/**
 * HARDENING attack 6 on main as a whole: `main/index.ts` runs on a stand-in of Electron, and each event
 * and handler that pages can reach is fired as Electron would.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { channelOf, shellCalls } from '../../../contract/shell.ts';

const link = 'maru://join#join=AbC_-9';
const argv = process.argv;
type Fake = typeof import('./fake-electron.ts');
/** Made anew for each test, as main is. */
let app: Fake['electron']['app'];
let session: Fake['electron']['session'];
let state: Fake['state'];

/** Starts main with a command line; resolves when what it does at once is done. */
const start = async (...args: string[]): Promise<void> => {
  process.argv = ['maru', ...args];
  await import('../../../main/index.ts');
  await new Promise(setImmediate);
};

const window = () => {
  const [only] = state.windows;
  if (!only || state.windows.length !== 1) throw new Error(`${state.windows.length} windows`);
  return only;
};
/** A call as the page makes it; the sender can be another. */
const call = async (name: string, args: readonly unknown[] = [], sender: Record<string, unknown> = {}) => {
  const { webContents } = window();
  const run = state.calls.get(`maru:${name}`);
  if (!run) throw new Error(`nothing listens to ${name}`);
  return run({ sender: webContents, senderFrame: webContents.mainFrame, ...sender }, ...args);
};
const event = (fields: Record<string, unknown> = {}) => ({ preventDefault: vi.fn(), ...fields });

beforeEach(async () => {
  vi.resetModules();
  const fake = await import('./fake-electron.ts');
  vi.doMock('electron', () => fake.electron);
  ({ app, session } = fake.electron);
  ({ state } = fake);
  vi.stubGlobal('EMBEDDED_RELAY_URL', 'https://relay.example.org');
  state.folder = mkdtempSync(join(tmpdir(), 'maru-shell-'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  process.argv = argv;
  rmSync(state.folder, { recursive: true, force: true });
});

describe('the start', () => {
  it('the sandbox is on for everything, and the scheme known, before anything else', async () => {
    await start();
    expect(app.done.slice(0, 3)).toEqual(['sandbox', 'lock', 'ready']);
    expect(state.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });
  it('the window is sandboxed, isolated, without Node, and on app://', async () => {
    await start();
    expect(window().options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(window().loadURL.mock.calls).toEqual([['app://maru/index.html']]);
  });
  it('a second one on the same folder opens nothing', async () => {
    state.isFirst = false;
    await start();
    expect([state.windows.length, state.hosts.length, app.done.at(-1)]).toEqual([0, 0, 'quit']);
  });
  it('a profile in another folder is locked for itself, and takes no links over', async () => {
    app.isPackaged = true;
    await start(`--data=${state.folder}`);
    expect(app.done).toEqual(['sandbox', `userData=${state.folder}`, 'lock', 'ready']);
  });
  it('the installed app takes the links, and has no developer tools', async () => {
    app.isPackaged = true;
    await start();
    expect(app.done).toContain('claims maru');
    expect(window().options['webPreferences']).toMatchObject({ devTools: false });
    expect(JSON.stringify(state.menus)).toMatch(/zoomIn.*zoomOut/);
    expect(JSON.stringify(state.menus)).not.toContain('DevTools');
  });
  it('a wrong option ends it with words', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    await start('--relay=file:///x');
    expect([app.done.at(-1), state.windows.length]).toEqual(['exit 2', 0]);
    expect(said.mock.calls.flat().join()).toContain('--relay');
  });
});

describe('pages go nowhere', () => {
  it.each(['will-frame-navigate', 'will-redirect'])('%s is refused but to the own page', async (name) => {
    await start();
    const fire = (url: string, isMainFrame: boolean) => {
      const fired = event({ url, isMainFrame });
      window().webContents.emit(name, fired);
      return fired.preventDefault.mock.calls.length === 0;
    };
    expect(fire('app://maru/index.html', true)).toBe(true);
    expect(fire('app://maru/index.html', false)).toBe(false);
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'data:text/html,x',
      'app://evil/index.html',
    ])
      expect(fire(url, true), url).toBe(false);
  });
  it('no webview is attached', async () => {
    await start();
    const fired = event();
    window().webContents.emit('will-attach-webview', fired, {}, {});
    expect(fired.preventDefault).toHaveBeenCalledOnce();
  });
  it('no window is opened; a web address opens outside, nothing else does', async () => {
    await start();
    const { opener } = window().webContents;
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://maru/index.html',
      'about:blank',
      '',
    ])
      expect(opener?.({ url })).toEqual({ action: 'deny' });
    expect(state.opened).toEqual(['https://example.org/']);
  });
  it('nothing is downloaded but what the page made itself', async () => {
    await start();
    const download = (url: string) => {
      const fired = event();
      session.defaultSession.emit('will-download', fired, { getURL: () => url });
      return fired.preventDefault.mock.calls.length === 0;
    };
    expect(download('blob:app://maru/5f0c')).toBe(true);
    for (const url of [
      'https://example.org/file',
      'app://maru/index.html',
      'blob:https://example.org/5f0c',
      'blob:app://maru.example/5f0c',
      'data:text/csv,x',
    ])
      expect(download(url), url).toBe(false);
  });
  it('no server is given a certificate of the person', async () => {
    await start();
    const fired = event();
    const choose = vi.fn();
    app.emit(
      'select-client-certificate',
      fired,
      null,
      'https://evil.example/',
      [{ subjectName: 'me' }],
      choose,
    );
    expect(fired.preventDefault).toHaveBeenCalledOnce();
    expect(choose.mock.calls).toEqual([[]]);
  });
});

describe('permissions', () => {
  const permissions = ['geolocation', 'notifications', 'clipboard-read', 'hid', 'unheard-of'];
  const granted = ['clipboard-sanitized-write', 'media', 'display-capture', 'fullscreen'];
  it('requests are denied but for copying, calls and full screen', async () => {
    await start();
    const ask = (permission: string) => {
      const answer = vi.fn();
      const details = { requestingUrl: 'app://maru/index.html', isMainFrame: true };
      Reflect.apply(state.handlers.get('permissionRequest') ?? answer, null, [
        {},
        permission,
        answer,
        details,
      ]);
      return answer.mock.calls.flat();
    };
    for (const permission of permissions) expect(ask(permission), permission).toEqual([false]);
    for (const permission of granted) expect(ask(permission), permission).toEqual([true]);
  });
  it('checks are denied but for copying, calls and full screen, and always to frames of others', async () => {
    await start();
    const check = (permission: string, details: Record<string, unknown>) =>
      Reflect.apply(state.handlers.get('permissionCheck') ?? vi.fn(), null, [
        {},
        permission,
        'app://maru/',
        { isMainFrame: true, ...details },
      ]);
    for (const permission of permissions) expect(check(permission, {}), permission).toBe(false);
    for (const permission of granted) {
      expect(check(permission, {}), permission).toBe(true);
      expect(check(permission, { requestingUrl: 'https://evil.example/' }), permission).toBe(false);
      expect(check(permission, { embeddingOrigin: 'https://evil.example/' }), permission).toBe(false);
    }
  });
  it('a screen is what the person picked for this once, for the own page only', async () => {
    await start();
    const { mainFrame } = window().webContents;
    const share = async (request: Record<string, unknown>) => {
      const answer = vi.fn();
      Reflect.apply(state.handlers.get('displayMedia') ?? vi.fn(), null, [request, answer]);
      await vi.waitFor(() => expect(answer).toHaveBeenCalledOnce());
      return answer.mock.calls.flat()[0];
    };
    const whole = { id: 'screen:1:0', name: 'Entire screen', thumbnail: {} };
    const report = { id: 'window:7:0', name: 'R&D\nreport', thumbnail: {} };
    state.sources = [whole, report, { id: 'window:own:0', name: 'Maru', thumbnail: {} }];
    state.pressed = 'R&&D report';
    expect(await share({ frame: mainFrame, videoRequested: true })).toEqual({ video: report });
    // Of ours nothing is offered.
    expect(state.menus.at(-1)).toEqual(['Entire screen', 'R&&D report']);
    state.pressed = null;
    expect(await share({ frame: mainFrame, videoRequested: true })).toBeNull();
    const shown = state.menus.length;
    const evil = { url: 'https://evil.example/' };
    for (const frame of [null, evil]) expect(await share({ frame, videoRequested: true })).toBeNull();
    expect(await share({ frame: mainFrame, videoRequested: false })).toBeNull();
    expect(state.menus).toHaveLength(shown);
  });
  it('no device', async () => {
    await start();
    expect(Reflect.apply(state.handlers.get('devicePermission') ?? vi.fn(), null, [{}])).toBe(false);
  });
});

describe('calls', () => {
  it('only the named ones are listened to', async () => {
    await start();
    expect([...state.calls.keys()]).toEqual(shellCalls.map(channelOf));
  });
  it.each(shellCalls)('%s is for the own main frame of the own window', async (name) => {
    await start();
    const { webContents } = window();
    const foreign = { url: 'https://evil.example/', postMessage: vi.fn() };
    for (const sender of [
      { senderFrame: null },
      { senderFrame: foreign },
      // A frame inside of the page that has its address.
      { senderFrame: { ...foreign, url: 'app://maru/index.html' } },
      { sender: { mainFrame: webContents.mainFrame } },
    ])
      await expect(call(name, [], sender)).rejects.toThrow('refused');
    webContents.mainFrame.url = 'https://evil.example/';
    await expect(call(name)).rejects.toThrow('refused');
  });
  it('what is opened outside is checked again', async () => {
    await start();
    await call('openExternal', ['file:///etc/passwd']);
    await call('openExternal', ['https://example.org/']);
    await expect(call('openExternal', ['x'.repeat(100_000)])).rejects.toThrow('refused');
    await expect(call('openExternal', [{ toString: () => 'https://example.org/' }])).rejects.toThrow(
      'refused',
    );
    expect(state.opened).toEqual(['https://example.org/']);
  });
  it('the host’s port goes to the frame that asked', async () => {
    await start();
    await call('connectHost');
    expect(window().webContents.mainFrame.postMessage.mock.calls).toEqual([
      ['maru:hostPort', null, [{ end: 'page' }]],
    ]);
    expect(state.hosts[0]?.postMessage.mock.lastCall).toEqual([{ type: 'connect' }, [{ end: 'host' }]]);
  });
});

describe('invite links', () => {
  const navigated = (isSameDocument: boolean) =>
    window().webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument });

  it('the one it was started with is given once', async () => {
    await start('--', link);
    expect(await call('info')).toMatchObject({ joinLink: link });
    navigated(false);
    expect(await call('info')).toMatchObject({ joinLink: null });
  });
  it('a later one goes to the page that listens, and is not given again after a reload', async () => {
    await start();
    await call('info');
    app.emit('second-instance', {}, ['maru', '--', link]);
    expect(window().webContents.send.mock.calls).toEqual([['maru:joinLink', link]]);
    navigated(false);
    expect(await call('info')).toMatchObject({ joinLink: null });
  });
  it('one that comes while the page loads waits for it', async () => {
    await start();
    await call('info');
    navigated(true);
    navigated(false);
    app.emit('open-url', event(), link);
    expect(window().webContents.send).not.toHaveBeenCalled();
    expect(await call('info')).toMatchObject({ joinLink: link });
  });
  it('with no window left, one opens', async () => {
    await start();
    await call('info');
    window().emit('closed');
    state.windows.length = 0;
    app.emit('open-url', event(), link);
    expect(await call('info')).toMatchObject({ joinLink: link });
  });
  it('what is no invite only shows the window', async () => {
    await start();
    await call('info');
    app.emit('second-instance', {}, [
      'maru',
      '--',
      'maru://join#join=<script>',
      '--relay=https://evil.example',
    ]);
    expect(window().webContents.send).not.toHaveBeenCalled();
    expect(window().focus).toHaveBeenCalled();
  });
});

describe('notifications', () => {
  const note = { title: 'Hana · #general', body: 'hello', tag: 'm1' };
  it('a click shows the window and tells the page which', async () => {
    await start();
    await call('notify', [note]);
    state.notifications[0]?.emit('click');
    expect(window().focus).toHaveBeenCalled();
    expect(window().webContents.send.mock.calls).toEqual([['maru:notificationOpened', 'm1']]);
  });
  it('the same tag takes the old one’s place, and few are kept', async () => {
    await start();
    for (let index = 0; index < 40; index++) await call('notify', [{ ...note, tag: `m${index % 35}` }]);
    const open = state.notifications.filter((one) => one.close.mock.calls.length === 0);
    expect(open).toHaveLength(32);
    expect(state.notifications.every((one) => one.show.mock.calls.length === 1)).toBe(true);
  });
});

describe('when something ends', () => {
  it('a page that ends is loaded again, but not for ever', async () => {
    await start();
    for (let time = 0; time < 5; time++)
      window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window().reload).toHaveBeenCalledTimes(3);
  });
  it('[S1] quitting waits until the host has closed its files', async () => {
    await start();
    const fired = event();
    app.emit('will-quit', fired);
    expect(fired.preventDefault).toHaveBeenCalledOnce();
    expect(state.hosts[0]?.posted.at(-1)).toEqual({ type: 'stop' });
    await expect.poll(() => app.done.at(-1)).toBe('quit');
    const second = event();
    app.emit('will-quit', second);
    expect(second.preventDefault).not.toHaveBeenCalled();
  });
  it('a host that hangs does not keep the app from ending', async () => {
    await start();
    vi.useFakeTimers();
    state.hostHangs = true;
    app.emit('will-quit', event());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.hosts[0]?.kill).toHaveBeenCalled();
    expect(app.done.at(-1)).toBe('quit');
  });
});
