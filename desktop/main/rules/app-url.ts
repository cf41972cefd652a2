/**
 * `app://maru/…`: which file of the bundle an address names. An allow-list of characters, so that
 * there is no traversal to undo: what isn't a plain relative path of a known type is refused.
 */
import { isAbsolute, join, relative, sep } from 'node:path';
import { err, ok, type Result } from '@maru/sync-core';

export const appScheme = 'app';
export const appHost = 'maru';
export const appOrigin = `${appScheme}://${appHost}`;
export const appIndex = `${appOrigin}/index.html`;

/** Whether an address (of a frame, a request, an origin) is of our own page. */
export const isAppUrl = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === `${appScheme}:` &&
    url.hostname === appHost &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
};

const types: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['json', 'application/json'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['woff2', 'font/woff2'],
  ['wasm', 'application/wasm'],
  // What finds a person in a picture.
  ['tflite', 'application/octet-stream'],
]);

export type AppFile = { readonly path: string; readonly contentType: string };
export type AppUrlError = { readonly kind: 'not-ours' | 'bad-path' | 'unknown-type' };

/** Starts with no dot and no hyphen; no separators, drive letters, streams, controls or spaces. */
const segment = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;
const maxSegments = 8;

/** The path of a request, still encoded and with its dots, as it was written. */
const rawPath = (address: string): string => {
  const [before = ''] = address.split(/[?#]/, 1);
  const start = before.indexOf('/', `${appScheme}://`.length);
  return start < 0 ? '/' : before.slice(start);
};

/** The file in `root` that `address` names. Nothing is read. */
export const resolveAppFile = (address: string, root: string): Result<AppFile, AppUrlError> => {
  if (!isAppUrl(address)) return err({ kind: 'not-ours' });
  // The raw text too: parsers resolve `..` (also as %2e%2e) before anyone can see it.
  const raw = rawPath(address);
  const path = raw === '/' ? '/index.html' : raw;
  const segments = path.slice(1).split('/');
  if (segments.length > maxSegments || !segments.every((part) => segment.test(part) && !part.includes('..')))
    return err({ kind: 'bad-path' });
  const contentType = types.get((segments.at(-1) ?? '').split('.').at(-1)?.toLowerCase() ?? '');
  if (contentType === undefined) return err({ kind: 'unknown-type' });
  const file = join(root, ...segments);
  const inside = relative(root, file);
  if (inside === '' || inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside))
    return err({ kind: 'bad-path' });
  return ok({ path: file, contentType });
};
