/** Handlers: roles, overwrites, and what a change of them would do. */
import { err, ok, toWellFormed } from '@maru/sync-core';
import type { rolesCommands, rolesQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createRolesCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof rolesCommands> => ({
  createRole: ({ community, name, colour }) =>
    withCommunity(community, ({ commands }) => commands.createRole({ name, colour })),
  saveRoles: ({ community, change }) =>
    withCommunity(community, ({ commands }) => commands.saveRoles(change)),
  deleteRole: ({ community, role }) => withCommunity(community, ({ commands }) => commands.deleteRole(role)),
  saveOverwrites: ({ community, place, overwrites }) =>
    withCommunity(community, ({ commands }) => commands.saveOverwrites(place, overwrites)),
  createPrivateChannel: ({ community, name, topic, ...wanted }) =>
    withCommunity(community, ({ commands }) =>
      commands.createPrivateChannel({ ...wanted, name: toWellFormed(name), topic: toWellFormed(topic) }),
    ),
});

export const createRolesQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof rolesQueries> => ({
  roles: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.roles())),
  placePermissions: ({ community, place }) =>
    withCommunity(community, ({ queries }) => {
      const view = queries.placePermissions(place);
      return view === null ? err({ kind: 'not-found' }) : ok(view);
    }),
  dryRun: ({ community, change }) => withCommunity(community, ({ queries }) => ok(queries.dryRun(change))),
  asRoles: ({ community, roles }) => withCommunity(community, ({ queries }) => ok(queries.asRoles(roles))),
  explain: ({ community, member, permission, place, at }) =>
    withCommunity(community, ({ queries }) => ok(queries.explain(member, permission, place, at))),
  waitingForKey: ({ community, channel }) =>
    withCommunity(community, ({ queries }) => ok({ count: queries.waitingForKey(channel) })),
});
