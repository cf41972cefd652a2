/** Serves the bundle on `app://maru`, with the security headers on every answer. */
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { appScheme, resolveAppFile } from './rules/app-url.ts';
import { securityHeaders } from './rules/headers.ts';

/** Before `app` is ready. Nothing that weakens a page: no CSP bypass, no service workers. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);

const refuse = (status: number): Response => new Response(null, { status, headers: securityHeaders });

const serve = async (root: string, request: Request): Promise<Response> => {
  if (request.method !== 'GET') return refuse(405);
  const file = resolveAppFile(request.url, root);
  if (!file.ok) return refuse(404);
  try {
    const body = new Uint8Array(await readFile(file.value.path));
    return new Response(body, { headers: { ...securityHeaders, 'Content-Type': file.value.contentType } });
  } catch {
    return refuse(404);
  }
};

export const serveApp = (session: Session, root: string): void =>
  session.protocol.handle(appScheme, (request) => serve(root, request));
