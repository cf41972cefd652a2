/** The one window: sandboxed, isolated, where it was last time. */
import { readFileSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow, type Session, screen } from 'electron';
import { logger } from './logger.ts';
import { appIndex } from './rules/app-url.ts';
import { createRestarts } from './rules/restarts.ts';
import {
  type Area,
  parseWindowState,
  placeWindow,
  smallestWindow,
  type WindowState,
} from './rules/window-state.ts';

const readState = (path: string): WindowState | null => {
  try {
    return parseWindowState(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const writeState = (path: string, window: BrowserWindow): void => {
  const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
  try {
    writeFileSync(path, JSON.stringify(state));
  } catch {
    // Only the window's place is lost.
  }
};

const screens = (): readonly [Area, ...Area[]] => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary.workArea, ...others.map((display) => display.workArea)];
};

export type WindowOptions = {
  readonly preload: string;
  readonly statePath: string;
  readonly session: Session;
  /** The page is being loaded (again) or has ended: nothing sent to it arrives. */
  readonly pageGone: () => void;
};

export const createWindow = ({ preload, statePath, session, pageGone }: WindowOptions): BrowserWindow => {
  const saved = readState(statePath);
  const window = new BrowserWindow({
    ...placeWindow(saved, screens()),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Maru',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (saved?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeState(statePath, window));
  const restarts = createRestarts();
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) pageGone();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    pageGone();
    if (reason === 'clean-exit') return;
    logger.error('the page ended', { reason });
    if (restarts.died(performance.now())) window.reload();
  });
  window.loadURL(appIndex).catch((error: unknown) => {
    // An empty window can be closed; one that is never shown can't.
    logger.error('the page could not be loaded', { error: error instanceof Error ? error.name : 'unknown' });
    if (!window.isDestroyed()) window.show();
  });
  return window;
};
