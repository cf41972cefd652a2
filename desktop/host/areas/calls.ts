/** Handlers: who is in which call, and the own part in one. */
import { ok } from '@maru/sync-core';
import type { callsCommands, callsQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

const done = ok<Record<string, never>>({});

export const createCallsCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof callsCommands> => ({
  joinCall: ({ community, channel, fingerprint, ...state }) =>
    withCommunity(community, ({ calls }) => calls.join(channel, fingerprint, state)),
  updateCall: ({ community, ...state }) =>
    withCommunity(community, ({ calls }) => {
      calls.update(state);
      return done;
    }),
  sealCalls: ({ community, on }) =>
    withCommunity(community, ({ calls }) => {
      calls.setSealing(on);
      return done;
    }),
  leaveCall: ({ community }) =>
    withCommunity(community, ({ calls }) => {
      calls.leave();
      return done;
    }),
  wantInCall: ({ community, wants }) =>
    withCommunity(community, ({ calls }) => {
      calls.want(wants);
      return done;
    }),
  callAlive: ({ community, devices }) =>
    withCommunity(community, ({ calls }) => {
      calls.alive(devices);
      return done;
    }),
  muteInCall: ({ community, channel, member, on }) =>
    withCommunity(community, ({ calls }) =>
      calls.order({ channel, target: member, order: { type: 'mute', on } }),
    ),
  deafenInCall: ({ community, channel, member, on }) =>
    withCommunity(community, ({ calls }) =>
      calls.order({ channel, target: member, order: { type: 'deafen', on } }),
    ),
  moveInCall: ({ community, channel, member, to }) =>
    withCommunity(community, ({ calls }) =>
      calls.order({ channel, target: member, order: { type: 'move', to } }),
    ),
});

export const createCallsQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof callsQueries> => ({
  calls: ({ community }) => withCommunity(community, ({ calls }) => ok(calls.calls())),
  voicePlaces: ({ community, member }) =>
    withCommunity(community, ({ calls }) => ok(calls.placesFor(member))),
  callKeys: ({ community }) => withCommunity(community, ({ calls }) => ok(calls.keys())),
});
