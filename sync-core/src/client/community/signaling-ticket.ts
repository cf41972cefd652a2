/**
 * The ticket by which this device is met at the signaling server. It is renewed before it ends, for as long as a
 * relay is there to ask, and keeps its peer id: whoever is met under it stays so.
 */
import { limits } from '../../model/index.ts';
import type { Clock } from '../../ports/index.ts';
import type { HeldTicket, SignalingTicket } from '../../sync/index.ts';

export type HeldSignalingTicket = {
  current(): SignalingTicket | null;
  /** Now: a relay came within reach. */
  request(): void;
  receive(ticket: SignalingTicket): void;
  stop(): void;
};

export type SignalingTicketDeps = {
  readonly clock: Clock;
  readonly requestTicket: (held: HeldTicket | null) => void;
};

/** A relay's clock may be far from ours: neither without end nor for ever. */
const soonestMs = 5_000;
const latestMs = 8 * 60 * 1000;
/** A request that nobody answered is made again after this. */
const againMs = 30_000;

export const createSignalingTicket = ({ clock, requestTicket }: SignalingTicketDeps): HeldSignalingTicket => {
  let ticket: SignalingTicket | null = null;
  let cancel: (() => void) | null = null;
  let stopped = false;

  const renewIn = (delayMs: number): void => {
    cancel?.();
    cancel = stopped ? null : clock.schedule(delayMs, request);
  };
  const request = (): void => {
    requestTicket(ticket && { peerId: ticket.peerId, token: ticket.token });
    renewIn(againMs);
  };

  return {
    current: () => ticket,
    request,
    receive(next) {
      ticket = next;
      const dueMs = next.expiresAt - limits.ticketSpareMs - clock.now();
      renewIn(Math.min(latestMs, Math.max(soonestMs, dueMs)));
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
};
