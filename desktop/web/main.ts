/** The web shell: starts the host's Worker, hands the page its port, and keeps the app for offline use. */
// First, before any schema is made.
import '../contract/no-eval.ts';
import { createPortBridge, mountApp } from '../renderer/main.tsx';
import { allowOwnScripts } from './own-scripts.ts';

allowOwnScripts();
const worker = new Worker(new URL('../host/worker.ts', import.meta.url), { type: 'module', name: 'maru' });
// Another tab took the files from a host that no longer answered.
worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data === 'dropped') location.reload();
});
const { port1, port2 } = new MessageChannel();
worker.postMessage(port2, [port2]);

const root = document.getElementById('root');
if (!root) throw new Error('bug: no root');
const bridge = createPortBridge(port1);

mountApp(root, bridge, {
  baseUrl: `${location.origin}/`,
  openExternal: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
  allowNotifications: async () =>
    'Notification' in window && (await Notification.requestPermission()) === 'granted',
  notify({ title, body, tag, onOpen }) {
    if (!('Notification' in window)) return 'refused';
    if (Notification.permission !== 'granted')
      return Notification.permission === 'default' ? 'askable' : 'refused';
    const notification = new Notification(title, { body, tag });
    notification.onclick = () => {
      window.focus();
      onOpen();
      notification.close();
    };
    return 'shown';
  },
});

/** A link that was followed leaves the address bar: it holds keys, and a reload would ask again. */
bridge.listen('communitiesChanged', () => {
  if (location.hash.length > 1) history.replaceState(null, '', location.pathname);
});

/** Without its files the app has nothing to show: say which failure it was. */
void bridge.query('app', {}).then((app) => {
  if (app.ok) return;
  const detail = app.error.kind === 'storage' ? app.error.error : app.error;
  const notice = document.createElement('p');
  notice.setAttribute('role', 'alert');
  notice.textContent = `Maru could not open its files (${JSON.stringify(detail)}). Nothing was changed. / 파일을 열지 못했습니다. 아무것도 바뀌지 않았습니다.`;
  document.body.prepend(notice);
});

// Asked once: a browser short of room removes what is not kept persistently.
void navigator.storage.persist?.();
if ('serviceWorker' in navigator && import.meta.env.PROD) void navigator.serviceWorker.register('/sw.js');
