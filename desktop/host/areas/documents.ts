/** Handlers: notes, comments on notes and cards, and what documents of both kinds share. */
import { type CommunityId, documentStream, err, ok, toWellFormed } from '@maru/sync-core';
import type { documentsCommands, documentsQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

const done = ok<Record<string, never>>({});

export const createDocumentsCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof documentsCommands> => {
  /** An open page is named by its session alone. */
  const communities = new Map<string, CommunityId>();
  return {
    openNote: ({ community, channel, thread }) =>
      withCommunity(community, async ({ documents, show }) => {
        // What is on screen is caught up first.
        show(documentStream('note', channel, thread));
        const opened = await documents.notes.open(channel, thread);
        if (opened.ok) communities.set(opened.value.session, community);
        return opened;
      }),
    async changeNote({ session, update }) {
      const community = communities.get(session);
      if (community === undefined) return err({ kind: 'not-found' });
      return withCommunity(community, ({ documents }) => documents.notes.change(session, update));
    },
    async noteCaret({ session, frame }) {
      const community = communities.get(session);
      if (community === undefined) return err({ kind: 'not-found' });
      return withCommunity(community, ({ documents }) => documents.notes.caret(session, frame));
    },
    async closeNote({ session }) {
      const community = communities.get(session);
      if (community === undefined) return done;
      communities.delete(session);
      return withCommunity(community, ({ documents }) => documents.notes.close(session));
    },
    postComment: ({ community, channel, thread, text, quote, suggestion, target }) =>
      withCommunity(community, ({ documents }) =>
        documents.comments.post(
          { channel, thread },
          {
            text: toWellFormed(text),
            quote: toWellFormed(quote),
            suggestion: suggestion === null ? null : toWellFormed(suggestion),
            target,
          },
        ),
      ),
    closeComment: ({ community, message, outcome }) =>
      withCommunity(community, ({ documents }) => documents.comments.close(message, outcome)),
    undoPerson: ({ community, document, member, sinceMs }) =>
      withCommunity(community, ({ documents }) => documents.undoPerson(document, member, sinceMs)),
  };
};

export const createDocumentsQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof documentsQueries> => ({
  documents: ({ community }) => withCommunity(community, ({ documents }) => ok(documents.queries.list())),
  documentHistory: ({ community, document }) =>
    withCommunity(community, ({ documents }) => documents.queries.history(document)),
  noteAt: ({ community, document, version }) =>
    withCommunity(community, ({ documents }) => documents.queries.noteAt(document, version)),
  comments: ({ community, channel, thread }) =>
    withCommunity(community, ({ documents }) => documents.comments.list({ channel, thread })),
});
