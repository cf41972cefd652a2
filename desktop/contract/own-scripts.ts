/**
 * The one Trusted Types policy of the page, and of the host's Worker (HARDENING attack 6), on the web and in Electron. The headers refuse every
 * string that would become markup or a script; Workers and a service worker are named by strings, so the app's own
 * are let through here (the host's on the web, its sandbox, those of calls), and nothing else is.
 */
type ScriptPolicy = { readonly createScriptURL: (address: string) => string | null };

declare global {
  /** Missing in browsers that don't know Trusted Types, which then don't ask for a policy either. */
  var trustedTypes: { createPolicy(name: 'default', policy: ScriptPolicy): unknown } | undefined;
}

/** Whether `address` is a Worker of the app or the service worker, of the page at `pageUrl`. */
export const isOwnScript = (address: string, pageUrl: string): boolean => {
  if (!URL.canParse(address, pageUrl)) return false;
  const url = new URL(address, pageUrl);
  const page = new URL(pageUrl);
  return (
    // Not `origin`: outside Chromium that of every `app:` address is "null".
    url.protocol === page.protocol &&
    url.host === page.host &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    (url.pathname === '/sw.js' || /^\/assets\/(?:[a-z]+-)?worker-[\w-]+\.js$/.test(url.pathname))
  );
};

/** Before the first Worker. The name is the one that the relay's headers allow, and can't be taken twice. */
export const allowOwnScripts = (): void => {
  globalThis.trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, location.href) ? address : null),
  });
};
