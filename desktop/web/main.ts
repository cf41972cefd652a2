/** The web shell: starts the host's Worker, hands the page its port, and keeps the app for offline use. */
// First, before any schema is made.
import '../contract/no-eval.ts';
import { allowOwnScripts } from '../contract/own-scripts.ts';
import { createPortBridge, mountApp } from '../renderer/main.tsx';
import { followVersions } from './versions.ts';

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
const versions =
  'serviceWorker' in navigator && import.meta.env.PROD
    ? followVersions(navigator.serviceWorker, '/sw.js', () => location.reload())
    : null;

mountApp(root, bridge, {
  baseUrl: `${location.origin}/`,
  ...(versions ? { onNewVersion: versions.onWaiting } : {}),
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

/** A Worker that fails before it has answered once did not start: nothing else will ever be shown. */
let answered = false;
void bridge.query('app', {}).then(() => {
  answered = true;
});
worker.addEventListener('error', () => {
  if (answered) return;
  const notice = document.createElement('p');
  notice.setAttribute('role', 'alert');
  notice.textContent =
    'Maru could not start in this browser. Reload the page; if that does not help, update the browser. Nothing was changed. / 이 브라우저에서 Maru를 시작하지 못했어요. 페이지를 새로 고치고, 그래도 안 되면 브라우저를 업데이트해 주세요. 아무것도 바뀌지 않았어요.';
  document.body.prepend(notice);
});

/** Asked once there is something to keep: a browser short of room removes what is not kept persistently. */
const askToKeep = async (): Promise<void> => {
  const app = await bridge.query('app', {});
  if (!app.ok || app.value.status !== 'ready') return;
  endAsking();
  await navigator.storage.persist?.();
};
const endAsking = bridge.listen('appChanged', () => void askToKeep());
void askToKeep();
