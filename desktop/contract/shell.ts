/**
 * Renderer ↔ main: names and types only, so that the preload script (which must be one small file)
 * bundles nothing else. Schemas are in `main/rules/ipc.ts`.
 */

/** What the page may ask of the main process; each is one function on `window.maru`. */
export const shellCalls = ['info', 'connectHost', 'openExternal', 'notify'] as const;
export type ShellCall = (typeof shellCalls)[number];

export const shellEvents = ['notificationOpened', 'joinLink'] as const;
export type ShellEvent = (typeof shellEvents)[number];

/** The IPC channel of a call, an event, and of the hand-over of the host's port. */
export const channelOf = (name: ShellCall | ShellEvent | 'hostPort'): string => `maru:${name}`;

/** What `window.postMessage` carries with the host's port, from the preload script to the page. */
export const hostPortMessage = 'maru/host-port';

export type ShellInfo = {
  /** The address that invite links start with. */
  readonly baseUrl: string;
  /** The invite link the app was opened with. */
  readonly joinLink: string | null;
};

export type ShellNotification = { readonly title: string; readonly body: string; readonly tag: string };

/** `window.maru`. */
export type MaruShell = {
  info(): Promise<ShellInfo>;
  /** Asks for a port to the host; it comes as a `hostPortMessage` to the window. */
  connectHost(): Promise<void>;
  openExternal(url: string): Promise<void>;
  notify(notification: ShellNotification): Promise<void>;
  /** Both return their own end. */
  onNotificationOpened(listener: (tag: string) => void): () => void;
  onJoinLink(listener: (link: string) => void): () => void;
};
