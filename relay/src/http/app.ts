/** The HTTP side: health, readiness, figures, and the web client where one is given. No cookies, no tokens. */
import type { Logger } from '@maru/sync-core';
import Koa from 'koa';
import send from 'koa-send';
import { securityHeaders } from './headers.ts';

export type HttpDeps = {
  /** Folder of the built web client, or null. */
  readonly webFolder: string | null;
  readonly isReady: () => boolean;
  readonly figures: () => Readonly<Record<string, number>>;
  readonly logger: Logger;
};

const year = 365 * 24 * 60 * 60;
/** What the bundler names by content: `assets/name-hash.ext`. */
const isHashed = (path: string): boolean => path.startsWith('/assets/');
/** A path that names no file belongs to the app's own router. */
const isPage = (path: string): boolean => !path.slice(path.lastIndexOf('/')).includes('.');

const toMetrics = (figures: Readonly<Record<string, number>>): string =>
  Object.entries(figures)
    .map(([name, value]) => `maru_relay_${name} ${value}\n`)
    .join('');

export const createHttpApp = ({ webFolder, isReady, figures, logger }: HttpDeps): Koa => {
  const app = new Koa();
  app.on('error', (error: unknown) =>
    logger.warn('http', { error: error instanceof Error ? error.message : 'unknown' }),
  );

  app.use(async (context, next) => {
    context.set(securityHeaders);
    if (context.method === 'GET' || context.method === 'HEAD') return next();
    context.status = 405;
    context.set('Allow', 'GET, HEAD');
  });

  app.use(async (context, next) => {
    if (context.path === '/health') {
      context.body = { status: 'ok' };
    } else if (context.path === '/ready') {
      context.status = isReady() ? 200 : 503;
      context.body = { status: isReady() ? 'ready' : 'not ready' };
    } else if (context.path === '/metrics') {
      context.type = 'text/plain; version=0.0.4';
      context.body = toMetrics(figures());
    } else return next();
    context.set('Cache-Control', 'no-store');
  });

  if (webFolder !== null) {
    const root = webFolder;
    app.use(async (context) => {
      const path = isPage(context.path) ? '/index.html' : context.path;
      context.set('Cache-Control', isHashed(path) ? `public, max-age=${year}, immutable` : 'no-cache');
      try {
        // Refuses what leads out of the folder and hidden files.
        await send(context, path, { root, hidden: false, gzip: false, brotli: false });
      } catch (error) {
        context.set('Cache-Control', 'no-store');
        context.status = statusOf(error);
        context.body = 'Not found';
      }
    });
  }
  return app;
};

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 404;
