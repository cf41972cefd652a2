/**
 * Invite links. Everything is in the URL's fragment, which browsers never send to a server:
 *   <base>#join=<base64url of: version ‖ ticket ‖ checksum>
 * The checksum (4 bytes of SHA-256) tells a link that was cut off or mistyped from one of a newer version.
 * Errors never hold any part of the link: it is made of keys.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import {
  assert,
  base64UrlToBytes,
  bytesEqual,
  bytesToBase64Url,
  type CodecValue,
  concatBytes,
  decode,
  encode,
  err,
  fixedBytes,
  list,
  nullable,
  ok,
  type Result,
  struct,
  text,
  uint,
} from '../base/index.ts';
import { communityId, deviceId, epochId, limits } from '../model/index.ts';
import { accessKeys } from './access.ts';
import { communityIdOf } from './names.ts';
import type { CipherSuite } from './suite.ts';
import { tags } from './tags.ts';

const linkVersion = 1;
const checksumBytes = 4;
const marker = 'join=';
const key32 = fixedBytes(32);

const inviteTicket = struct({
  community: communityId,
  accessSeed: key32,
  genesisHash: key32,
  /** The newest epoch when the invite was made, and its key. */
  epoch: epochId,
  epochKey: key32,
  /**
   * Earlier epochs' keys. A newcomer reads governance from its first operation on, and each
   * rotation is sealed under the key before it, so without these there is no way back.
   */
  earlier: list(struct({ epoch: epochId, key: key32 }), limits.keysPerInvite),
  inviteSeed: key32,
  /** The device that made the link: what it signs of the community may be shown before governance is here. */
  inviter: deviceId,
  relayUrl: text(limits.urlBytes),
  /** The community's name, to show before joining. */
  name: text(limits.nameBytes),
  /** Milliseconds since the Unix epoch. */
  expiresAt: nullable(uint(2 ** 48 - 1)),
});
export type InviteTicket = CodecValue<typeof inviteTicket>;

export type LinkError =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'version'; readonly found: number; readonly known: number }
  | { readonly kind: 'expired'; readonly expiredAt: number };

const checksum = (payload: Uint8Array): Uint8Array =>
  sha256(concatBytes(tags.link, payload)).subarray(0, checksumBytes);

const isLinkAddress = (url: string): boolean => /^(?:wss?|https?):\/\/[^\s\p{C}]+$/u.test(url);

/** A link to `baseUrl` (an existing fragment is replaced) that carries the ticket in its fragment. */
export const ticketToLink = (baseUrl: string, ticket: InviteTicket): string => {
  assert(isLinkAddress(ticket.relayUrl), 'a ticket names a relay by its address');
  const payload = concatBytes(Uint8Array.of(linkVersion), encode(inviteTicket, ticket));
  const [base] = baseUrl.split('#', 1);
  return `${base}#${marker}${bytesToBase64Url(concatBytes(payload, checksum(payload)))}`;
};

const linkToBytes = (link: string): Uint8Array | null => {
  if (link.length > limits.inviteLinkChars) return null;
  // Mail and chat programs break long lines.
  const joined = link.replace(/\s+/g, '');
  const start = joined.lastIndexOf(marker);
  return base64UrlToBytes(start < 0 ? joined : joined.slice(start + marker.length));
};

/**
 * The ticket in a link (or in what follows its `join=`). `nowMs` makes an expired one an error.
 * Ask `isSoundTicket` too before using it.
 */
export const linkToTicket = (link: string, nowMs?: number): Result<InviteTicket, LinkError> => {
  const bytes = linkToBytes(link);
  if (bytes === null || bytes.length <= checksumBytes) return err({ kind: 'malformed' });
  const payload = bytes.subarray(0, -checksumBytes);
  if (!bytesEqual(checksum(payload), bytes.subarray(-checksumBytes))) return err({ kind: 'malformed' });
  const found = payload[0] ?? 0;
  if (found !== linkVersion) return err({ kind: 'version', found, known: linkVersion });
  const ticket = decode(inviteTicket, payload.subarray(1));
  if (!ticket.ok || !isLinkAddress(ticket.value.relayUrl)) return err({ kind: 'malformed' });
  const { expiresAt } = ticket.value;
  if (expiresAt !== null && nowMs !== undefined && nowMs >= expiresAt)
    return err({ kind: 'expired', expiredAt: expiresAt });
  return ok(ticket.value);
};

/** Whether the ticket's community is made of its access secret and genesis. */
export const isSoundTicket = (suite: CipherSuite, ticket: InviteTicket): boolean =>
  communityIdOf(suite, accessKeys(suite, ticket.accessSeed).publicKey, ticket.genesisHash) ===
  ticket.community;
