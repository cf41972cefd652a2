/** The renderer's one entry: the shells (web, Electron, demo) call this with a bridge to their host. */
// First, so that components' own styles come after and win.
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { HostBridge } from '../contract/index.ts';
import { App } from './app/app.tsx';
import { createDirectLinks } from './direct/direct-links.ts';
import { watchNetwork } from './direct/network-changes.ts';
import { createI18n, resolveLanguage } from './i18n/index.ts';
import type { Environment, EnvironmentInput } from './stores/environment.ts';
import { createServices, ServicesProvider } from './stores/services.ts';
import type { Timer } from './stores/toast-store.ts';

const linkOf = (location: Location): string | null =>
  location.hash.includes('join=') ? location.href : null;

const withDefaults = (given: EnvironmentInput): Environment => ({
  allowNotifications: async () => true,
  // Read when it is needed: a link may be put into the address bar while a first run goes on.
  get joinLink() {
    return linkOf(window.location);
  },
  pairingText: window.location.hash.includes('pair=') ? window.location.href : '',
  onJoinLink: (listener) => {
    const changed = () => {
      const link = linkOf(window.location);
      if (link) listener(link);
    };
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  },
  // Electron's own updater is another matter.
  onNewVersion: () => () => undefined,
  sharesSound: true,
  now: () => Date.now(),
  languages: navigator.languages,
  recall: (key) => localStorage.getItem(`maru.${key}`),
  remember: (key, value) => localStorage.setItem(`maru.${key}`, value),
  ...given,
});

/** Mounts the app into `root`. Returns its end. */
export const mountApp = (
  root: HTMLElement,
  bridge: HostBridge,
  given: EnvironmentInput,
  createCall?: Parameters<typeof createServices>[3],
): (() => void) => {
  const environment = withDefaults(given);
  const timer: Timer = (run, afterMs) => {
    const timeout = setTimeout(run, afterMs);
    return () => clearTimeout(timeout);
  };
  const services = createServices(bridge, environment, timer, createCall);
  const i18n = createI18n(resolveLanguage('system', environment.languages));
  const flush = () => {
    services.deletions.flush();
    services.roleDeletions.flush();
  };
  window.addEventListener('pagehide', flush);
  void services.app.start();
  const direct = createDirectLinks(bridge, services.sessions, timer);
  const endWatching = watchNetwork({
    now: environment.now,
    schedule: timer,
    inCall: () => services.call.store.getState().place !== null,
    changed() {
      void bridge.command('reconnect', {});
      services.sessions.nudge();
    },
  });
  const react = createRoot(root);
  react.render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <ServicesProvider value={services}>
          <App />
        </ServicesProvider>
      </I18nextProvider>
    </StrictMode>,
  );
  return () => {
    window.removeEventListener('pagehide', flush);
    endWatching();
    react.unmount();
    direct.dispose();
    services.dispose();
  };
};

export { createPortBridge } from './bridge/port-bridge.ts';
