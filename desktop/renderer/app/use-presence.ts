/** Tells the host whether one is here: away once the page has been out of sight for a while. */
import { useEffect } from 'react';
import { useServices } from '../stores/services.ts';

const awayAfterMs = 5 * 60_000;

export const usePresence = () => {
  const { bridge } = useServices();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') void bridge.command('setPresence', { presence: 'online' });
      else timer = setTimeout(() => void bridge.command('setPresence', { presence: 'away' }), awayAfterMs);
    };
    changed();
    document.addEventListener('visibilitychange', changed);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', changed);
    };
  }, [bridge]);
};
