/** Handlers: reports, automatic rules, and hiding what was written. */
import { ok } from '@maru/sync-core';
import type { moderationCommands, moderationQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createModerationCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof moderationCommands> => ({
  reportMessage: ({ community, message, reason, note }) =>
    withCommunity(community, ({ commands }) => commands.report(message, reason, note)),
  resolveReports: ({ community, message, outcome }) =>
    withCommunity(community, ({ commands }) => commands.resolveReports(message, outcome)),
  setAutoRule: ({ community, ...rule }) =>
    withCommunity(community, ({ commands }) => commands.setAutoRule(rule)),
  removeAutoRule: ({ community, rule }) =>
    withCommunity(community, ({ commands }) => commands.removeAutoRule(rule)),
});

export const createModerationQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof moderationQueries> => ({
  autoRules: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.autoRules())),
  tryRules: ({ community, text }) => withCommunity(community, ({ queries }) => ok(queries.tryRules(text))),
  checkMessage: ({ community, channel, thread, text, edits }) =>
    withCommunity(community, ({ queries }) => ok(queries.checkMessage({ channel, thread }, text, edits))),
  reports: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.reports())),
  reportReaders: ({ community, message }) =>
    withCommunity(community, ({ queries }) => ok(queries.reportReaders(message))),
});
