/**
 * Electron's main process: puts the parts together and decides nothing itself; what may happen is in
 * `rules/`, which runs in plain Node. Refuses to run twice on one profile.
 */
import { join, resolve } from 'node:path';
import { createFileSecretStore } from '@maru/sync-core/drivers/node';
import { app, type BrowserWindow, dialog, Menu, session } from 'electron';
import { channelOf, type ShellEvent } from '../contract/shell.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { handleCalls } from './calls.ts';
import { guardAllContents, guardSession, openExternal } from './guards.ts';
import { createHostProcess } from './host-process.ts';
import { keychain } from './keychain.ts';
import { logger } from './logger.ts';
import { createNotifications } from './notifications.ts';
import { deepLinkToInvite, linkScheme } from './rules/deep-link.ts';
import { inviteOf, type LaunchOptions, parseLaunchOptions, syncUrlOf } from './rules/launch-options.ts';
import { createSealedSecrets } from './rules/sealed-secrets.ts';
import { createWindow } from './window.ts';

/** Set by electron.vite.config.ts. */
declare const EMBEDDED_RELAY_URL: string;
const out = resolve(import.meta.dirname, '..');

const claimLinks = (): void => {
  // `--` ends the options: see launch-options. Unpacked, Electron itself has to be told what to run.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--']);
  else app.setAsDefaultProtocolClient(linkScheme, process.execPath, [resolve(process.argv[1] ?? '.'), '--']);
};

const run = async ({ relayUrl, invite }: LaunchOptions): Promise<void> => {
  let window: BrowserWindow | null = null;
  let joinLink = invite;
  const send = (event: ShellEvent, detail: string) => window?.webContents.send(channelOf(event), detail);
  const show = () => {
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  };
  const openLink = (link: string | null) => {
    show();
    if (link === null) return;
    joinLink = link;
    send('joinLink', link);
  };
  app.on('second-instance', (_event, argv) => openLink(inviteOf(argv)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    openLink(deepLinkToInvite(url));
  });

  await app.whenReady();
  claimLinks();
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.getApplicationMenu() : null);
  const pages = session.defaultSession;
  guardSession(pages);
  serveApp(pages, join(out, 'renderer'));

  const folder = app.getPath('userData');
  const host = createHostProcess({
    modulePath: join(out, 'main', 'host.js'),
    folder: join(folder, 'data'),
    relayUrl: syncUrlOf(relayUrl),
    language: app.getLocale(),
    secrets: createSealedSecrets(createFileSecretStore(join(folder, 'secrets')), keychain, () =>
      logger.warn('no keychain: secrets are kept in files that only their owner may read'),
    ),
    restarted: () => window?.reload(),
    gaveUp: () => {
      dialog.showErrorBox(
        'Maru',
        'The part of Maru that keeps your files stops right after it starts. Nothing was deleted.',
      );
      app.quit();
    },
  });
  const notifications = createNotifications((tag) => {
    show();
    send('notificationOpened', tag);
  });
  handleCalls(() => window, {
    info: () => {
      const info = { baseUrl: `${relayUrl}/`, joinLink };
      // Once: a page that is reloaded must not ask again.
      joinLink = null;
      return info;
    },
    connectHost: (event) => event.senderFrame?.postMessage(channelOf('hostPort'), null, [host.connect()]),
    openExternal: (_event, url) => openExternal(url),
    notify: (_event, notification) => notifications.show(notification),
  });

  const open = () => {
    window = createWindow({
      preload: join(out, 'preload', 'index.cjs'),
      statePath: join(folder, 'window.json'),
      session: pages,
    });
    window.on('closed', () => {
      window = null;
    });
  };
  open();
  app.on('activate', () => (window ? show() : open()));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void host.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
};

app.enableSandbox();
registerAppScheme();
guardAllContents();
const options = parseLaunchOptions(process.argv, EMBEDDED_RELAY_URL);
if (!options.ok) {
  console.error(`${options.error.option} ${options.error.message}`);
  app.exit(2);
} else {
  // Before the lock: it is per folder, so a second profile can run beside the first.
  if (options.value.folder !== null) app.setPath('userData', options.value.folder);
  if (app.requestSingleInstanceLock()) void run(options.value);
  else app.quit();
}
