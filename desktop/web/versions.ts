/**
 * New versions of the web client. A version's service worker keeps all of its files and serves them to its
 * pages, so that a page never mixes two; a newer one is fetched as a whole and waits. It is taken when the
 * person says so, and then by every page at once: the files of the old one are gone.
 */

export type Versions = {
  /** Called once a newer version waits, with what starts it. Returns its own end. */
  onWaiting(listener: (start: () => void) => void): () => void;
};

/** A page may stay open for days; whoever comes back to it asks too. */
const lookEveryMs = 60 * 60 * 1_000;

/** Follows the service worker at `address`; `reload` loads the page again. */
export const followVersions = (
  container: ServiceWorkerContainer,
  address: string,
  reload: () => void,
): Versions => {
  const listeners = new Set<(start: () => void) => void>();
  let start: (() => void) | null = null;

  const ready = (worker: ServiceWorker): void => {
    start = () => worker.postMessage({ type: 'SKIP_WAITING' });
    for (const listener of listeners) listener(start);
  };

  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    // The first of all serves the version that this page is of.
    if (controlled) reload();
    controlled = true;
  });

  const follow = (registration: ServiceWorkerRegistration): void => {
    const look = () => {
      // Without a network there is nothing newer to be had.
      registration.update().catch(() => undefined);
    };
    if (registration.waiting && container.controller) ready(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && container.controller) ready(worker);
      });
    });
    look();
    setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') look();
    });
  };
  // Refused in some private windows: then every load is from the relay, and always the newest.
  container.register(address).then(follow, () => undefined);

  return {
    onWaiting(listener) {
      listeners.add(listener);
      if (start) listener(start);
      return () => listeners.delete(listener);
    },
  };
};
