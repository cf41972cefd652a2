/** The system says that there is a network again: the host need not wait for its next try. */
import { useEffect } from 'react';
import { useServices } from '../stores/services.ts';

export const useReconnect = () => {
  const { bridge } = useServices();
  useEffect(() => {
    const back = () => void bridge.command('reconnect', {});
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [bridge]);
};
