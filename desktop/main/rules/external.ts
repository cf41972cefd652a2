/**
 * Which addresses may be handed to the operating system (CVE-2024-37182: any other scheme can start
 * any registered program). Decided on the parsed address, never by looking for a substring.
 */
import { limits } from '@maru/sync-core';

const webSchemes: ReadonlySet<string> = new Set(['http:', 'https:']);
/** Some mail programs attach a file that a link names: only fields that are text. */
const mailFields: ReadonlySet<string> = new Set(['subject', 'body', 'cc', 'bcc', 'to', 'in-reply-to']);

/** The normalised address to open outside, or null when it must not open. */
export const externalUrl = (address: string): string | null => {
  if (address.length > limits.urlBytes || /[\s\p{C}\\]/u.test(address)) return null;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (webSchemes.has(url.protocol))
    // `https://bank.example@evil.example/` reads as another site.
    return url.hostname !== '' && url.username === '' && url.password === '' ? url.href : null;
  if (url.protocol !== 'mailto:' || url.hash !== '') return null;
  return [...url.searchParams.keys()].every((field) => mailFields.has(field.toLowerCase())) ? url.href : null;
};
