/** Permissions of pages: denied unless listed here, and then only for our own main frame. */
import { isAppUrl } from './app-url.ts';

export type PermissionQuestion = {
  readonly permission: string;
  /** The requesting frame's address or origin, as Chromium gives it. */
  readonly requester: string;
  /** Set for cross-origin subframes only. */
  readonly embedder?: string | undefined;
  readonly isMainFrame: boolean;
};

const granted: ReadonlySet<string> = new Set([
  // The Copy buttons. Chromium asks for a click or key press first; reading is not granted.
  'clipboard-sanitized-write',
  // Calls: microphone and camera, which the system asks for as well; a screen, which a person picks each time.
  'media',
  'speaker-selection',
  'display-capture',
  'fullscreen',
]);

/** The answer of both handlers (request and check). */
export const mayUse = (question: PermissionQuestion): boolean =>
  granted.has(question.permission) &&
  question.isMainFrame &&
  question.embedder === undefined &&
  isAppUrl(question.requester);
