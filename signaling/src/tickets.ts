/**
 * Tickets: who may meet others here, under which id. A relay issues one over an authenticated link;
 * signaling checks it without any state. token = expiry (base 36) "." HMAC-SHA-256(secret, id, expiry).
 * The id has 128 random bits and is bound to the token, so it can neither be guessed nor taken.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Ticket = {
  readonly peerId: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
};

export type Tickets = {
  issue(): Ticket;
  /** Whether this token was issued for this id and has not expired. */
  check(peerId: string, token: string): boolean;
};

export type TicketDeps = {
  /** At least 32 bytes; shared with whoever issues tickets. */
  readonly secret: Uint8Array;
  readonly random: { bytes(count: number): Uint8Array };
  readonly now: () => number;
  readonly lifetimeMs: number;
};

const idPattern = /^[0-9a-f]{32}$/;
const tokenPattern = /^([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;

export const isPeerId = (value: unknown): value is string =>
  typeof value === 'string' && idPattern.test(value);

export const createTickets = ({ secret, random, now, lifetimeMs }: TicketDeps): Tickets => {
  if (secret.length < 32) throw new Error('bug: a ticket secret has at least 32 bytes');
  const sign = (peerId: string, expiry: string): Buffer =>
    createHmac('sha256', secret).update(`maru/signaling\0${peerId}\0${expiry}`).digest();
  return {
    issue() {
      const peerId = Buffer.from(random.bytes(16)).toString('hex');
      const expiresAt = now() + lifetimeMs;
      const expiry = expiresAt.toString(36);
      return { peerId, token: `${expiry}.${sign(peerId, expiry).toString('base64url')}`, expiresAt };
    },
    check(peerId, token) {
      const parts = tokenPattern.exec(token);
      const expiry = parts?.[1];
      const signature = parts?.[2];
      if (!isPeerId(peerId) || expiry === undefined || signature === undefined) return false;
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(peerId, expiry);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
      const expiresAt = Number.parseInt(expiry, 36);
      return expiry === expiresAt.toString(36) && now() < expiresAt;
    },
  };
};
