/** The demo page: `?scene=…&lang=ko|en&theme=light|dark&call=…`. Never part of the shipped bundle. */
import { mountApp } from '../main.tsx';
import { createDemoHost, type DemoHost, type DemoScene } from './demo-host.ts';

declare global {
  interface Window {
    /** For the UI tests: makes others write. */
    demo: DemoHost;
  }
}

const asked = new URLSearchParams(location.search);
const now = Date.now();
window.demo = createDemoHost(
  (asked.get('scene') ?? 'ready') as DemoScene,
  now,
  {
    language: asked.get('lang') === 'en' ? 'en' : 'ko',
    theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
    density: asked.get('density') === 'compact' ? 'compact' : 'cosy',
    textSize: Number(asked.get('size') ?? 15),
  },
  asked.get('structure'),
);
const root = document.getElementById('root');
if (!root) throw new Error('bug: no root');
mountApp(
  root,
  window.demo.bridge,
  {
    openExternal: (url) => console.info('opens outside', url),
    notify: ({ title }) => {
      console.info('notifies', title);
      return 'shown';
    },
    baseUrl: location.origin,
  },
  window.demo.call.create,
);
