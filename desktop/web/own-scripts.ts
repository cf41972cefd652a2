/**
 * The page's one Trusted Types policy (HARDENING attack 6). The relay's headers refuse every string that
 * would become markup or a script; a Worker and a service worker are named by strings, so those two
 * files are let through here, and nothing else is.
 */
type ScriptPolicy = { readonly createScriptURL: (address: string) => string | null };

declare global {
  interface Window {
    /** Missing in browsers that don't know Trusted Types, which then don't ask for a policy either. */
    readonly trustedTypes?: { createPolicy(name: 'default', policy: ScriptPolicy): unknown };
  }
}

/** Whether `address` is the host's Worker or the service worker of the page at `pageUrl`. */
export const isOwnScript = (address: string, pageUrl: string): boolean => {
  if (!URL.canParse(address, pageUrl)) return false;
  const url = new URL(address, pageUrl);
  return (
    url.origin === new URL(pageUrl).origin &&
    url.search === '' &&
    (url.pathname === '/sw.js' || /^\/assets\/worker-[\w-]+\.js$/.test(url.pathname))
  );
};

/** Before the first Worker. The name is the one that the relay's headers allow, and can't be taken twice. */
export const allowOwnScripts = (): void => {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, location.href) ? address : null),
  });
};
