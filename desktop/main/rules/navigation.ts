/** Where a page may go: nowhere. The one document is loaded once by main, and may be reloaded. */
import { appIndex, isAppUrl } from './app-url.ts';
import { externalUrl } from './external.ts';

export type Navigation = { readonly url: string; readonly isMainFrame: boolean };

/** Whether a navigation may happen: only the main frame, only to the app's own page. */
export const mayNavigate = ({ url, isMainFrame }: Navigation): boolean => {
  const [page] = url.split(/[?#]/, 1);
  return isMainFrame && isAppUrl(url) && (page === appIndex || page === appIndex.replace(/index\.html$/, ''));
};

export type WindowOpening = { readonly action: 'deny'; readonly external: string | null };

/** A window is never opened; a link that asked for one opens outside where it may. */
export const decideWindowOpening = (url: string): WindowOpening => ({
  action: 'deny',
  external: externalUrl(url),
});
