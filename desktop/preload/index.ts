/**
 * The only code with both worlds in reach: named functions, no channel name from the page, no event
 * object to the page. A context bridge can't carry a port, so the host's goes by `postMessage`.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { channelOf, hostPortMessage, type MaruShell, type ShellEvent } from '../contract/shell.ts';

const listen = (event: ShellEvent, listener: (detail: string) => void): (() => void) => {
  const received = (_event: unknown, detail: unknown) => {
    if (typeof detail === 'string') listener(detail);
  };
  ipcRenderer.on(channelOf(event), received);
  return () => void ipcRenderer.off(channelOf(event), received);
};

const shell: MaruShell = {
  info: () => ipcRenderer.invoke(channelOf('info')),
  connectHost: () => ipcRenderer.invoke(channelOf('connectHost')),
  openExternal: (url) => ipcRenderer.invoke(channelOf('openExternal'), url),
  notify: ({ title, body, tag }) => ipcRenderer.invoke(channelOf('notify'), { title, body, tag }),
  onNotificationOpened: (listener) => listen('notificationOpened', listener),
  onJoinLink: (listener) => listen('joinLink', listener),
};

ipcRenderer.on(channelOf('hostPort'), (event) => {
  // `app:` pages have an origin of their own, and nothing else is ever loaded here.
  window.postMessage(hostPortMessage, window.location.origin, event.ports);
});
contextBridge.exposeInMainWorld('maru', shell);
