/** On a phone the system's back gesture leads from the page to the list, as the arrow does. */
import { useEffect } from 'react';
import { useNavigation } from '../stores/hooks.ts';
import { useServices } from '../stores/services.ts';

const phone = '(max-width: 639px)';

export const useBackGesture = () => {
  const { navigation } = useServices();
  const deep = useNavigation(
    (state) => state.part === 'page' || state.panel !== null || state.settings !== null,
  );
  useEffect(() => {
    if (!deep || !matchMedia(phone).matches) return;
    history.pushState({ maru: 'page' }, '');
    const gone = () => {
      if (!navigation.back()) navigation.showList();
    };
    window.addEventListener('popstate', gone);
    return () => window.removeEventListener('popstate', gone);
  }, [deep, navigation]);
};
