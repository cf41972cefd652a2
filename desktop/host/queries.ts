/** The contract's queries, each as a read of the client's files. */
import { channelStream, err, ok } from '@maru/sync-core';
import { createAuditQueries } from './areas/audit.ts';
import { createBoardsQueries } from './areas/boards.ts';
import { createCallsQueries } from './areas/calls.ts';
import { createDevicesQueries } from './areas/devices.ts';
import { createDocumentsQueries } from './areas/documents.ts';
import { createInvitesQueries } from './areas/invites.ts';
import { createModerationQueries } from './areas/moderation.ts';
import { createNotificationsQueries } from './areas/notifications.ts';
import { createPeopleQueries } from './areas/people.ts';
import { createRingingQueries } from './areas/ringing.ts';
import { createRolesQueries } from './areas/roles.ts';
import { createStructureQueries } from './areas/structure.ts';
import type { Access, Opened } from './opened.ts';
import type { QueryHandlers } from './rpc/host-service.ts';

export const createQueryHandlers = (current: () => Promise<Opened>, access: Access): QueryHandlers => {
  const { withOpen, withCommunity } = access;
  return {
    async app() {
      const opened = await current();
      switch (opened.kind) {
        case 'open': {
          const profile = opened.client.profile();
          const without = opened.resume === null ? 'no-profile' : 'key-only';
          return ok({ status: profile === null ? without : 'ready', profile, storage: opened.storage });
        }
        case 'locked':
          return ok({ status: 'locked', profile: null, storage: opened.storage });
        case 'elsewhere':
          return ok({ status: 'owned-elsewhere', profile: null, storage: opened.storage });
        case 'failed':
          return err(opened.error);
      }
    },
    communities: () => withOpen(({ client }) => ok(client.communities())),
    sidebar: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.sidebar())),
    timeline: ({ community, channel, thread, anchor, limit }) =>
      withCommunity(community, (open) => {
        // What is on screen is caught up first.
        open.show(channelStream(channel));
        return ok(open.queries.page({ channel, thread }, anchor, limit));
      }),
    messages: ({ community, ids }) => withCommunity(community, ({ queries }) => ok(queries.messages(ids))),
    members: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.members())),
    search: ({ community, text, channel, before, limit }) =>
      withCommunity(community, ({ queries }) => ok(queries.search(text, channel, before, limit))),
    draft: ({ community, channel, thread }) =>
      withCommunity(community, ({ queries }) => ok(queries.draft({ channel, thread }))),
    typing: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.typing())),
    settings: () => withOpen(({ client }) => ok(client.settings())),
    recoveryPhrase: () =>
      withOpen(({ client }) => {
        const phrase = client.recoveryPhrase();
        return phrase === null ? err({ kind: 'no-profile' }) : ok({ phrase });
      }),
    previewInvite: ({ link }) => withOpen(({ client }) => client.previewInvite(link)),
    imports: () => withOpen(({ imports }) => ok(imports.list())),
    direct: ({ community }) => withCommunity(community, ({ direct }) => ok(direct.address())),
    ...createStructureQueries(access),
    ...createRolesQueries(access),
    ...createPeopleQueries(access),
    ...createInvitesQueries(access),
    ...createAuditQueries(access),
    ...createBoardsQueries(access),
    ...createCallsQueries(access),
    ...createRingingQueries(access),
    ...createModerationQueries(access),
    ...createNotificationsQueries(access),
    ...createDevicesQueries(access),
    ...createDocumentsQueries(access),
  };
};
