/**
 * Which of several signaling servers a community meets at: the same order for all its members, found by rendezvous
 * hashing, so that nothing is kept and servers share nothing. The first is where to be, the next where to go while
 * it is down. One server more or less moves only the communities that it gains or held.
 */
import { createHash } from 'node:crypto';

/** Clients dial `/peerjs` below it. No credentials, query or fragment: PeerJS makes its own. */
export const isSignalingUrl = (text: string): boolean => {
  if (text.length > 256 || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return (
    (protocol === 'https:' || protocol === 'http:') &&
    username === '' &&
    password === '' &&
    search === '' &&
    hash === ''
  );
};

/** The servers in the order of this community. */
export const placesOf = (urls: readonly string[], community: string): readonly string[] =>
  urls
    .map((url) => ({ url, weight: createHash('sha256').update(`${community}\0${url}`).digest('hex') }))
    .sort((a, b) => (a.weight < b.weight ? -1 : 1))
    .map(({ url }) => url);
