/** The desktop app's page over a host in Node: a local WebSocket of JSON stands in for Electron's MessagePort. */
// First, before any schema is made.
import '../../../../../desktop/contract/no-eval.ts';
import type { BridgePort } from '../../../../../desktop/renderer/bridge/port-bridge.ts';
import { createPortBridge, mountApp } from '../../../../../desktop/renderer/main.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('no root');
const socket = new WebSocket(`ws://127.0.0.1:${new URLSearchParams(location.search).get('host')}`);
const opened = new Promise((resolve) => socket.addEventListener('open', resolve));
const port: BridgePort = {
  postMessage: (frame) => void opened.then(() => socket.send(JSON.stringify(frame))),
  onmessage: null,
};
socket.addEventListener('message', ({ data }: MessageEvent<string>) =>
  port.onmessage?.(new MessageEvent('message', { data: JSON.parse(data) })),
);
mountApp(root, createPortBridge(port), {
  baseUrl: `${location.origin}/`,
  openExternal: () => undefined,
  notify: () => 'refused',
});
