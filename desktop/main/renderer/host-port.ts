/** The page's end of the hand-over of the host's port by the preload script. */
import { hostPortMessage, type MaruShell } from '../../contract/shell.ts';

/** Resolves with the port to the host. Listens first, then asks. */
export const connectHost = async (shell: MaruShell): Promise<MessagePort> => {
  const handed = Promise.withResolvers<MessagePort>();
  const received = (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    // Only from this very window: no frame and no opener can slip a host of its own in.
    if (event.source !== window || event.data !== hostPortMessage || !port) return;
    window.removeEventListener('message', received);
    handed.resolve(port);
  };
  window.addEventListener('message', received);
  await shell.connectHost();
  return handed.promise;
};
