/** Handlers: levels, mutes and do-not-disturb. */
import { ok } from '@maru/sync-core';
import type { notificationsCommands, notificationsQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createNotificationsCommands = ({
  withOpen,
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof notificationsCommands> => ({
  setNotificationLevel: ({ subject, level }) =>
    withCommunity(subject.community, (_community, { attention }) => attention.setLevel(subject, level)),
  mute: ({ subject, forMs }) =>
    withCommunity(subject.community, (_community, { attention }) => attention.mute(subject, forMs)),
  unmute: ({ subject }) =>
    withCommunity(subject.community, (_community, { attention }) => attention.unmute(subject)),
  suppressMentions: ({ community, mentions, on }) =>
    withCommunity(community, (_community, { attention }) => attention.suppress(community, mentions, on)),
  setQuiet: (quiet) => withOpen(({ client }) => client.attention.setQuiet(quiet)),
});

export const createNotificationsQueries = ({
  withOpen,
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof notificationsQueries> => ({
  attention: ({ community }) => withCommunity(community, ({ attention }) => ok(attention.view())),
  quiet: () => withOpen(({ client }) => ok(client.attention.quiet())),
});
