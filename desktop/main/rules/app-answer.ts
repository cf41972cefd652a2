/** What `app://maru/…` answers: a file of the bundle or a refusal, always with the security headers. */
import { readFile } from 'node:fs/promises';
import { resolveAppFile } from './app-url.ts';
import { securityHeaders } from './headers.ts';

const refuse = (status: number): Response => new Response(null, { status, headers: securityHeaders });

export const answerApp = async (root: string, request: Request): Promise<Response> => {
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
