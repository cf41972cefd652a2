/**
 * `maru://join#join=…`: an invite link opened by another program, so anybody can have written it.
 * Only its form is decided here; the page shows what it leads to and asks before joining.
 */
import { limits } from '@maru/sync-core';

export const linkScheme = 'maru';

/** The link as the page takes it, or null. Never log it: it is made of keys. */
export const deepLinkToInvite = (text: string): string | null => {
  if (text.length > limits.inviteLinkChars || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain =
    url.protocol === `${linkScheme}:` &&
    url.hostname === 'join' &&
    (url.pathname === '' || url.pathname === '/') &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    url.search === '';
  return isPlain && /^#join=[A-Za-z0-9_-]+$/.test(url.hash) ? `${linkScheme}://join${url.hash}` : null;
};
