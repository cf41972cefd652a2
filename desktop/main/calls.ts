/** What pages may ask main for: every call through `checkCall`, nothing else is listened to. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { channelOf, type ShellCall, type ShellInfo } from '../contract/shell.ts';
import { logger } from './logger.ts';
import { type CallArguments, checkCall, type Sender } from './rules/ipc.ts';

export type Calls = {
  readonly [K in ShellCall]: (event: IpcMainInvokeEvent, ...args: CallArguments[K]) => CallResult<K>;
};
type CallResult<K extends ShellCall> = K extends 'info' ? ShellInfo : void | Promise<void>;

const senderOf = (event: IpcMainInvokeEvent, window: BrowserWindow | null): Sender => ({
  url: event.senderFrame?.url ?? null,
  isMainFrame: event.senderFrame !== null && event.senderFrame === event.sender.mainFrame,
  isOwnWindow: window !== null && event.sender === window.webContents,
});

const handle = <K extends ShellCall>(
  name: K,
  window: () => BrowserWindow | null,
  run: (event: IpcMainInvokeEvent, ...args: CallArguments[K]) => unknown,
): void =>
  ipcMain.handle(channelOf(name), async (event, ...args: unknown[]) => {
    const checked = checkCall(name, senderOf(event, window()), args);
    if (checked.ok) return run(event, ...checked.value);
    logger.warn('a call was refused', { call: name, check: checked.error });
    throw new Error('refused');
  });

export const handleCalls = (window: () => BrowserWindow | null, calls: Calls): void => {
  handle('info', window, calls.info);
  handle('connectHost', window, calls.connectHost);
  handle('openExternal', window, calls.openExternal);
  handle('notify', window, calls.notify);
};
