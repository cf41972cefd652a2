/**
 * On a phone the system's back gesture closes what lies on top, as the arrow and Escape do. The
 * browser's history holds one entry for each thing that can be closed, so that no press is dead and
 * none leaves the app too early.
 */
import { useEffect, useRef } from 'react';
import { useNavigation } from '../stores/hooks.ts';
import { useServices } from '../stores/services.ts';

const phone = '(max-width: 639px)';

export const useBackGesture = () => {
  const { navigation } = useServices();
  const depth = useNavigation(
    ({ part, panel, settings, dialog }) =>
      [part === 'page', panel, settings, dialog].filter((open) => open !== null && open !== false).length,
  );
  const entries = useRef(0);
  /** Steps back that this hook asked for itself. */
  const own = useRef(0);

  useEffect(() => {
    if (!matchMedia(phone).matches && entries.current === 0) return;
    for (; entries.current < depth; entries.current++) history.pushState({ maru: 'open' }, '');
    const closed = entries.current - depth;
    if (closed === 0) return;
    entries.current = depth;
    own.current++;
    history.go(-closed);
  }, [depth]);

  useEffect(() => {
    const gone = () => {
      if (own.current > 0) {
        own.current--;
        return;
      }
      if (entries.current === 0) return;
      entries.current--;
      if (!navigation.back()) navigation.showList();
    };
    window.addEventListener('popstate', gone);
    return () => window.removeEventListener('popstate', gone);
  }, [navigation]);
};
