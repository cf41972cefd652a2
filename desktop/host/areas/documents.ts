/** Handlers: notes, comments on notes and cards, and what documents of both kinds share. */
import { err } from '@maru/sync-core';
import type { documentsCommands, documentsQueries } from '../../contract/index.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

const refused = () => Promise.resolve(err({ kind: 'not-found' } as const));

export const createDocumentsCommands = (): Pick<CommandHandlers, keyof typeof documentsCommands> => ({
  openNote: refused,
  changeNote: refused,
  noteCaret: refused,
  closeNote: refused,
  postComment: refused,
  closeComment: refused,
  undoPerson: refused,
});

export const createDocumentsQueries = (): Pick<QueryHandlers, keyof typeof documentsQueries> => ({
  documents: refused,
  documentHistory: refused,
  noteAt: refused,
  comments: refused,
});
