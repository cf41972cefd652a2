/**
 * Electron's main process: puts the parts together and decides nothing itself; what may happen is in
 * `rules/`, which runs in plain Node. Refuses to run twice on one profile.
 */
import { join, resolve } from 'node:path';
import { createFileSecretStore } from '@maru/sync-core/drivers/node';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { channelOf, type ShellEvent } from '../contract/shell.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { handleCalls } from './calls.ts';
import { guardAllContents, guardSession, openExternal } from './guards.ts';
import { createHostProcess } from './host-process.ts';
import { keychain } from './keychain.ts';
import { logger } from './logger.ts';
import { setMenu } from './menu.ts';
import { createNotifications } from './notifications.ts';
import { deepLinkToInvite, linkScheme } from './rules/deep-link.ts';
import { createJoinLinks } from './rules/join-links.ts';
import { inviteOf, type LaunchOptions, parseLaunchOptions, syncUrlOf } from './rules/launch-options.ts';
import { createSealedSecrets } from './rules/sealed-secrets.ts';
import { createWindow } from './window.ts';

/** Set by electron.vite.config.ts. */
declare const EMBEDDED_RELAY_URL: string;
/** What a Windows installer registers. */
const appUserModelId = 'org.maru.desktop';
const out = resolve(import.meta.dirname, '..');

/** Only by the installed app on its own folder: a profile beside it must not take the links over. */
const claimLinks = (folder: string | null): void => {
  // `--` ends the options: see launch-options.
  if (app.isPackaged && folder === null) app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--']);
};

const run = async ({ relayUrl, invite, folder: givenFolder }: LaunchOptions): Promise<void> => {
  let window: BrowserWindow | null = null;
  const joinLinks = createJoinLinks(invite);
  /** Nothing before the app is ready: its first window opens by itself. */
  let openWindow = (): void => undefined;
  const send = (event: ShellEvent, detail: string) => window?.webContents.send(channelOf(event), detail);
  const show = () => {
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  };
  const openLink = (link: string | null) => {
    if (link !== null && joinLinks.arrived(link)) send('joinLink', link);
    openWindow();
    show();
  };
  app.on('second-instance', (_event, argv) => openLink(inviteOf(argv)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    openLink(deepLinkToInvite(url));
  });

  await app.whenReady();
  claimLinks(givenFolder);
  // Windows shows notifications of programs with a name of their own only.
  if (process.platform === 'win32') app.setAppUserModelId(app.isPackaged ? appUserModelId : process.execPath);
  setMenu(process.platform);
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
    openWindow();
    show();
    send('notificationOpened', tag);
  });
  handleCalls(() => window, {
    info: () => ({ baseUrl: `${relayUrl}/`, joinLink: joinLinks.taken() }),
    connectHost: (event) => event.senderFrame?.postMessage(channelOf('hostPort'), null, [host.connect()]),
    openExternal: (_event, url) => openExternal(url),
    notify: (_event, notification) => notifications.show(notification),
  });

  // On macOS the app lives on without a window.
  openWindow = () => {
    if (window !== null) return;
    window = createWindow({
      preload: join(out, 'preload', 'index.cjs'),
      statePath: join(folder, 'window.json'),
      session: pages,
      pageGone: () => joinLinks.pageGone(),
    });
    window.on('closed', () => {
      window = null;
      joinLinks.pageGone();
    });
  };
  openWindow();
  app.on('activate', () => {
    openWindow();
    show();
  });
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
