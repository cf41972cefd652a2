/** Handlers: what was done and why it counts, and the community as of a moment. */
import { ok } from '@maru/sync-core';
import type { auditCommands, auditQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createAuditCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof auditCommands> => ({
  dismissOverturned: ({ community, ops }) =>
    withCommunity(community, ({ commands }) => commands.dismissOverturned(ops)),
});
export const createAuditQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof auditQueries> => ({
  audit: ({ community, filter, before, limit }) =>
    withCommunity(community, ({ queries }) => queries.auditPage(filter, before, limit)),
  auditReason: ({ community, op }) => withCommunity(community, ({ queries }) => queries.auditReason(op)),
  auditNames: ({ community }) => withCommunity(community, ({ queries }) => queries.auditNames()),
  overturned: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.overturned())),
  past: ({ community, moment }) => withCommunity(community, ({ queries }) => queries.past(moment)),
  pastViewers: ({ community, channel, at }) =>
    withCommunity(community, ({ queries }) => queries.pastViewers(channel, at)),
});
