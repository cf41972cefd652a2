/** Which screen is due: another tab's, the first run, or the app itself. */
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Recovering } from '../features/devices/recovering.tsx';
import { FirstRun } from '../features/first-run/first-run.tsx';
import { Locked } from '../features/no-files/locked.tsx';
import { NotOpened } from '../features/no-files/not-opened.tsx';
import { OwnedElsewhere } from '../features/owned-elsewhere/owned-elsewhere.tsx';
import { resolveLanguage } from '../i18n/index.ts';
import { useSettings } from '../stores/hooks.ts';
import { useServices } from '../stores/services.ts';
import { useQuery } from '../stores/use-query.ts';
import { Shell } from './shell.tsx';
import { Toasts } from './toasts.tsx';

const useAppearance = () => {
  const { environment } = useServices();
  const { i18n } = useTranslation();
  const settings = useSettings();
  useEffect(() => {
    const root = document.documentElement;
    if (settings.theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = settings.theme;
    root.dataset.density = settings.density;
    root.style.setProperty('--size', `${settings.textSize}px`);
  }, [settings]);
  const language = resolveLanguage(settings.language, environment.languages);
  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [language, i18n]);
};

/** Finding everything again comes before the rest, right after a first run. */
const Begun = () => {
  const { value } = useQuery('recovery', {}, ['devicesChanged']);
  return value?.isRunning ? <Recovering start={value} /> : <Shell />;
};

export const App = () => {
  const { app } = useServices();
  const state = useStore(app.store);
  useAppearance();
  if (state.failure) return <NotOpened failure={state.failure} />;
  if (!state.app) return null;
  if (state.app.status === 'locked') return <Locked />;
  const elsewhere = state.app.status === 'owned-elsewhere';
  // A tab without the files is told nothing about communities.
  if (!elsewhere && !state.communities) return null;
  const begun = state.app.status === 'ready';
  return (
    <Tooltip.Provider delay={350} closeDelay={60}>
      {elsewhere ? <OwnedElsewhere /> : begun ? <Begun /> : <FirstRun />}
      <Toasts />
    </Tooltip.Provider>
  );
};
