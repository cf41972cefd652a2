/** Handlers: ringing, the own part in a call of two, and missed calls. */
import { ok } from '@maru/sync-core';
import type { ringingCommands, ringingQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

const done = ok<Record<string, never>>({});

export const createRingingCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof ringingCommands> => ({
  ring: ({ community, member }) => withCommunity(community, ({ calls }) => calls.ring(member)),
  cancelRing: ({ community }) =>
    withCommunity(community, ({ calls }) => {
      calls.cancel();
      return done;
    }),
  acceptRing: ({ community, ring }) => withCommunity(community, ({ calls }) => calls.accept(ring)),
  declineRing: ({ community, ring }) => withCommunity(community, ({ calls }) => calls.decline(ring)),
  joinPair: ({ community, ring, fingerprint, ...state }) =>
    withCommunity(community, ({ calls }) => calls.pair.join(ring, fingerprint, state)),
  hangUp: ({ community, ring }) =>
    withCommunity(community, ({ calls }) => {
      calls.hangUp(ring);
      return done;
    }),
  putAwayMissed: ({ community, member }) =>
    withCommunity(community, ({ calls }) => {
      calls.putAway(member);
      return done;
    }),
});

export const createRingingQueries = ({
  withOpen,
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof ringingQueries> => ({
  ringing: () => withOpen(({ client }) => ok(client.ringing())),
  missedCalls: () => withOpen(({ client }) => ok(client.missedCalls())),
  pairCall: ({ community, ring }) =>
    withCommunity(community, ({ calls }) => ok(calls.pair.participants(ring))),
});
