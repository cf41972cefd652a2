/** Which links may be followed: parsed, then decided by scheme; never by looking for a substring. */
const schemes = new Set(['http:', 'https:', 'mailto:']);

/** The normalised address, or null when it must not open. */
export const safeLink = (href: string): string | null => {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return schemes.has(url.protocol) ? url.href : null;
};

export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

export type TextPart = { readonly kind: 'text' | 'link'; readonly text: string };

/** Bare http(s) addresses in plain text; closing punctuation stays outside. */
export const splitLinks = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]{1,2000}/g)) {
    const trimmed = match[0].replace(/[.,;:!?'"”’…。、]+$/u, '');
    const closed = trimmed.endsWith(')') && !trimmed.includes('(') ? trimmed.slice(0, -1) : trimmed;
    if (!safeLink(closed)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: closed });
    from = match.index + closed.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
};
