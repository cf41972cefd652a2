/**
 * Which links may be followed: parsed, then decided by scheme; never by looking for a substring. And
 * what is said of them: a link's text is its author's, so where it leads is shown wherever the text
 * does not begin with that very host.
 */
import { limits } from '@maru/sync-core';

const webSchemes: ReadonlySet<string> = new Set(['http:', 'https:']);
/** Some mail programs attach a file that a link names: only fields that are text. */
const mailFields: ReadonlySet<string> = new Set(['subject', 'body', 'cc', 'bcc', 'to', 'in-reply-to']);

/**
 * The normalised address, or null when it must not open. What Electron's main process would refuse
 * (`main/rules/external.ts`) is no link here either.
 */
export const safeLink = (href: string): string | null => {
  if (href.length > limits.urlBytes || /[\s\p{C}\\]/u.test(href) || !URL.canParse(href)) return null;
  const url = new URL(href);
  if (webSchemes.has(url.protocol))
    // `https://bank.example@evil.example/` reads as another site.
    return url.hostname !== '' && url.username === '' && url.password === '' ? url.href : null;
  if (url.protocol !== 'mailto:' || url.hash !== '') return null;
  return [...url.searchParams.keys()].every((field) => mailFields.has(field.toLowerCase())) ? url.href : null;
};

/** In ASCII, so that letters that look alike don't: `xn--…` for everything else. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

/**
 * Where a link leads, to be shown beside `text`; null when the text says so itself: it is the address,
 * or begins with its host and nothing else that could be read as one.
 */
export const destinationOf = (text: string, url: string): string | null => {
  const parsed = new URL(url);
  if (parsed.protocol === 'mailto:') {
    const to = url.slice('mailto:'.length).split('?', 1)[0] ?? '';
    return text === to || text === url ? null : to;
  }
  const said = text.toLowerCase().replace(/^https?:\/\//, '');
  const rest = said.startsWith(parsed.host) ? said.slice(parsed.host.length) : null;
  return rest !== null && /^(?:$|[/?#])/.test(rest) && !/\p{C}/u.test(rest) ? null : parsed.host;
};

export type TextPart = { readonly kind: 'text' | 'link'; readonly text: string };

const closing: ReadonlySet<string> = new Set([...'.,;:!?\'"”’…。、']);

/** Without the punctuation that ends a sentence, and a bracket that was opened before the address. */
const trimmedAddress = (text: string): string => {
  let end = text.length;
  while (end > 0 && closing.has(text[end - 1] ?? '')) end--;
  const trimmed = text.slice(0, end);
  return trimmed.endsWith(')') && !trimmed.includes('(') ? trimmed.slice(0, -1) : trimmed;
};

/** Bare http(s) addresses in plain text; closing punctuation stays outside. */
export const splitLinks = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"\p{C}\\]{1,2000}/gu)) {
    const address = trimmedAddress(match[0]);
    if (!safeLink(address)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: address });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
};
