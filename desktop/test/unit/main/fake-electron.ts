/**
 * What main uses of Electron, standing in for it in Node: events are emitters, handlers are kept where
 * a test can call them, and what the app did is written down. Each test imports it anew.
 */
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

type Handler = (...args: never[]) => unknown;

class FakeContents extends EventEmitter {
  window: FakeWindow | null = null;
  readonly mainFrame = { url: 'app://maru/index.html', postMessage: vi.fn() };
  readonly send = vi.fn();
  opener: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(opener: (details: { url: string }) => { action: string }): void {
    this.opener = opener;
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  readonly maximize = vi.fn();
  readonly reload = vi.fn();
  readonly loadURL = vi.fn(async (_url: string) => undefined);
  readonly options: Record<string, unknown>;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    this.webContents.window = this;
    state.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  getMediaSourceId = () => 'window:own:0';
  static fromWebContents = (contents: FakeContents) => contents.window;
  isMinimized = () => false;
  isMaximized = () => false;
  isDestroyed = () => false;
  getNormalBounds = () => ({ x: 1, y: 2, width: 800, height: 600 });
}

class FakeNotification extends EventEmitter {
  static readonly isSupported = () => true;
  readonly show = vi.fn();
  readonly close = vi.fn(() => this.emit('close'));
  readonly options: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
    state.notifications.push(this);
  }
}

class FakeApp extends EventEmitter {
  isPackaged = false;
  readonly done: string[] = [];
  isReady = () => true;
  whenReady = async () => void this.done.push('ready');
  enableSandbox = () => void this.done.push('sandbox');
  setPath = (name: string, path: string) => void this.done.push(`${name}=${path}`);
  getPath = () => state.folder;
  getLocale = () => 'ko';
  requestSingleInstanceLock = () => {
    this.done.push('lock');
    return state.isFirst;
  };
  quit = () => void this.done.push('quit');
  exit = (code: number) => void this.done.push(`exit ${code}`);
  setAsDefaultProtocolClient = (scheme: string) => void this.done.push(`claims ${scheme}`);
  setAppUserModelId = () => undefined;
}

class FakeUtility extends EventEmitter {
  readonly posted: unknown[] = [];
  readonly postMessage = vi.fn((message: { type: string }) => {
    this.posted.push(message);
    if (message.type === 'stop' && !state.hostHangs) this.emit('message', { type: 'stopped' });
  });
  readonly kill = vi.fn(() => this.emit('exit', 0));
}

/** What a test may set, and what it may look at. */
export const state = {
  folder: '',
  isFirst: true,
  hostHangs: false,
  windows: [] as FakeWindow[],
  notifications: [] as FakeNotification[],
  hosts: [] as FakeUtility[],
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  opened: [] as string[],
  menus: [] as unknown[],
  /** What there is to share, and which of it the person presses; null: they close the menu. */
  sources: [] as { id: string; name: string; thumbnail: object }[],
  pressed: null as string | null,
  calls: new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>(),
  handlers: new Map<string, Handler>(),
};

const kept = (name: string) => (handler: Handler) => void state.handlers.set(name, handler);

class FakeSession extends EventEmitter {
  readonly setPermissionRequestHandler = kept('permissionRequest');
  readonly setPermissionCheckHandler = kept('permissionCheck');
  readonly setDevicePermissionHandler = kept('devicePermission');
  readonly setDisplayMediaRequestHandler = kept('displayMedia');
  readonly setSpellCheckerEnabled = vi.fn();
  readonly protocol = { handle: (scheme: string, answer: Handler) => state.handlers.set(scheme, answer) };
}

const app = new FakeApp();
const session = { defaultSession: new FakeSession() };

const ipcMain = {
  handle: (channel: string, run: (event: unknown, ...args: unknown[]) => Promise<unknown>) =>
    state.calls.set(channel, run),
};
const protocol = {
  registerSchemesAsPrivileged: (schemes: (typeof state.schemes)[number][]) =>
    void state.schemes.push(...schemes),
};
const shell = { openExternal: async (url: string) => void state.opened.push(url) };
const area = { x: 0, y: 0, width: 1_920, height: 1_080 };
const screen = {
  getPrimaryDisplay: () => ({ id: 1, workArea: area }),
  getAllDisplays: () => [{ id: 1, workArea: area }],
};
type FakeItem = { readonly label: string; readonly click: () => void };
const Menu = {
  buildFromTemplate: (template: readonly FakeItem[]) =>
    Object.assign(template, {
      popup({ callback }: { readonly callback: () => void }) {
        state.menus.push(template.map(({ label }) => label));
        callback();
        template.find(({ label }) => label === state.pressed)?.click();
      },
    }),
  setApplicationMenu: (menu: unknown) => void state.menus.push(menu),
};
const desktopCapturer = { getSources: async () => state.sources };
const webContents = {
  fromFrame: (frame: object) =>
    state.windows.map((window) => window.webContents).find(({ mainFrame }) => mainFrame === frame),
};
const dialog = { showErrorBox: vi.fn() };
const safeStorage = { isAsyncEncryptionAvailable: async () => false };
const utilityProcess = {
  fork: () => {
    const made = new FakeUtility();
    state.hosts.push(made);
    return made;
  },
};
class MessageChannelMain {
  readonly port1 = { end: 'host' };
  readonly port2 = { end: 'page' };
}
/** The module itself. */
export const electron = {
  app,
  session,
  ipcMain,
  protocol,
  shell,
  screen,
  Menu,
  desktopCapturer,
  webContents,
  dialog,
  safeStorage,
  utilityProcess,
  MessageChannelMain,
  Notification: FakeNotification,
  BrowserWindow: FakeWindow,
};
