/** The page in Electron: the shared renderer over the preload script's functions and the host's port. */
// First, before any schema is made.
import '../../contract/no-eval.ts';
import { allowOwnScripts } from '../../contract/own-scripts.ts';
import type { MaruShell } from '../../contract/shell.ts';
import { createPortBridge, mountApp } from '../../renderer/main.tsx';
import { connectHost } from './host-port.ts';

declare global {
  interface Window {
    readonly maru: MaruShell;
  }
}

/** What a click on a notification does; as many as main keeps open. */
const kept = 32;
const onOpen = new Map<string, () => void>();

allowOwnScripts();
const shell = window.maru;
const root = document.getElementById('root');
if (!root) throw new Error('bug: no root');
// Main sends links as soon as it was asked: what comes before the app listens is kept for it.
let early: string | null = null;
const keep = (link: string): void => {
  early = link;
};
let linkArrived = keep;
shell.onJoinLink((link) => linkArrived(link));
shell.onNotificationOpened((tag) => onOpen.get(tag)?.());
const [{ baseUrl, joinLink }, port] = await Promise.all([shell.info(), connectHost(shell)]);
mountApp(root, createPortBridge(port), {
  baseUrl,
  joinLink,
  // See main/screen-picker.ts.
  sharesSound: false,
  onJoinLink(listener) {
    linkArrived = listener;
    if (early !== null) listener(early);
    early = null;
    return () => {
      if (linkArrived === listener) linkArrived = keep;
    };
  },
  openExternal: (url) => void shell.openExternal(url),
  notify: ({ title, body, tag, onOpen: open }) => {
    onOpen.delete(tag);
    onOpen.set(tag, open);
    const [oldest] = onOpen.keys();
    if (onOpen.size > kept && oldest !== undefined) onOpen.delete(oldest);
    void shell.notify({ title, body, tag });
    return 'shown';
  },
});
