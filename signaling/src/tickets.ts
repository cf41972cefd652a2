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

export type HeldTicket = Pick<Ticket, 'peerId' | 'token'>;

export type Tickets = {
  /** `held`: a ticket whose id goes on, if its token was made for that id and isn't long gone; else another id. */
  issue(held?: HeldTicket | null): Ticket;
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

/** An expired ticket still proves whose its id is for so long: a machine may sleep. It opens nothing. */
const provesMs = 24 * 60 * 60 * 1000;
const idPattern = /^[0-9a-f]{32}$/;
const tokenPattern = /^([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;

export const isPeerId = (value: unknown): value is string =>
  typeof value === 'string' && idPattern.test(value);

export const createTickets = ({ secret, random, now, lifetimeMs }: TicketDeps): Tickets => {
  if (secret.length < 32) throw new Error('bug: a ticket secret has at least 32 bytes');
  const sign = (peerId: string, expiry: string): Buffer =>
    createHmac('sha256', secret).update(`maru/signaling\0${peerId}\0${expiry}`).digest();
  /** When a token that was made for this id ends; null for any other. */
  const endOf = (peerId: string, token: string): number | null => {
    const parts = tokenPattern.exec(token);
    const expiry = parts?.[1];
    const signature = parts?.[2];
    if (!isPeerId(peerId) || expiry === undefined || signature === undefined) return null;
    const given = Buffer.from(signature, 'base64url');
    const expected = sign(peerId, expiry);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const expiresAt = Number.parseInt(expiry, 36);
    return expiry === expiresAt.toString(36) ? expiresAt : null;
  };
  const isBefore = (end: number | null, spareMs: number): boolean => end !== null && now() < end + spareMs;
  return {
    issue(held = null) {
      const keeps = held !== null && isBefore(endOf(held.peerId, held.token), provesMs);
      const peerId = keeps ? held.peerId : Buffer.from(random.bytes(16)).toString('hex');
      const expiresAt = now() + lifetimeMs;
      const expiry = expiresAt.toString(36);
      return { peerId, token: `${expiry}.${sign(peerId, expiry).toString('base64url')}`, expiresAt };
    },
    check: (peerId, token) => isBefore(endOf(peerId, token), 0),
  };
};
