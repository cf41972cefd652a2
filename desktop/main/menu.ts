/**
 * The menu, by Electron's roles: their shortcuts (zoom above all, WCAG 1.4.4) exist only in a menu. On
 * Windows and Linux it shows while Alt is held. No developer tools: nobody can be talked into pasting there.
 */
import { Menu, type MenuItemConstructorOptions } from 'electron';

const view: MenuItemConstructorOptions = {
  role: 'viewMenu',
  submenu: [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ],
};

export const setMenu = (platform: NodeJS.Platform): void => {
  const first: MenuItemConstructorOptions =
    platform === 'darwin' ? { role: 'appMenu' } : { role: 'fileMenu' };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([first, { role: 'editMenu' }, view, { role: 'windowMenu' }]),
  );
};
