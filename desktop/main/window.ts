/** The one window: sandboxed, isolated, where it was last time. */
import { readFileSync, writeFileSync } from 'node:fs';
import { BrowserWindow, type Session, screen } from 'electron';
import { appIndex } from './rules/app-url.ts';
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
};

export const createWindow = ({ preload, statePath, session }: WindowOptions): BrowserWindow => {
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
    },
  });
  if (saved?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeState(statePath, window));
  void window.loadURL(appIndex);
  return window;
};
