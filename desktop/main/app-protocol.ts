/** Serves the bundle on `app://maru`, with the security headers on every answer. */
import { protocol, type Session } from 'electron';
import { answerApp } from './rules/app-answer.ts';
import { appScheme } from './rules/app-url.ts';

/** Before `app` is ready. Nothing that weakens a page: no CSP bypass, no service workers. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);

export const serveApp = (session: Session, root: string): void =>
  session.protocol.handle(appScheme, (request) => answerApp(root, request));
