/** The contract's part on notes, comments on notes and cards, and what documents of both kinds share. */
import {
  type CommentsView,
  commentOutcomes,
  type DocumentHistoryView,
  type DocumentView,
  documentKinds,
  limits,
  type MessageId,
  type NoteOpened,
} from '@maru/sync-core';
import { z } from 'zod';
import { channelId, communityId, memberId, messageId } from '../ids.ts';

const community = { community: communityId };
const place = { ...community, channel: channelId, thread: messageId.nullable() };
/** The note or the board of a place. */
export const documentPlace = z.object({
  kind: z.enum(documentKinds),
  channel: channelId,
  thread: messageId.nullable(),
});
const session = { session: z.string().min(1).max(64) };

const bytes = (most: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= most, 'not such bytes');
/** Milliseconds since the Unix epoch, as an operation can hold them. */
const moment = z
  .number()
  .int()
  .min(0)
  .max(2 ** 48 - 1);

const commentTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), anchor: bytes(limits.commentAnchorBytes).nullable() }),
  z.object({ kind: z.literal('card'), card: z.string().min(1).max(limits.cardIdBytes) }),
]);

export const documentsCommands = {
  /** Opens a page of a place's note. What others write comes as `noteUpdated` from then on. */
  openNote: z.object(place),
  /** A Yjs update by the session's client id. Acknowledged once it is committed. */
  changeNote: z.object({ ...session, update: bytes(limits.documentUpdateBytes) }),
  /** An awareness frame of the session's client id, passed on to the others' pages. */
  noteCaret: z.object({ ...session, frame: bytes(limits.caretBytes) }),
  closeNote: z.object(session),
  /** A message of the place that is a comment on its note or on a card of its board; `suggestion`: what to put there. */
  postComment: z
    .object({
      ...place,
      text: z.string().max(limits.messageBytes),
      target: commentTarget,
      quote: z.string().max(limits.commentQuoteBytes),
      suggestion: z.string().max(limits.messageBytes).nullable(),
    })
    .refine(({ text, suggestion }) => text.trim() !== '' || suggestion !== null, 'nothing is said'),
  closeComment: z.object({ ...community, message: messageId, outcome: z.enum(commentOutcomes) }),
  /** Undoes what somebody wrote in a document since then, as a change of the own person's. */
  undoPerson: z.object({ ...community, document: documentPlace, member: memberId, sinceMs: moment }),
} as const;

export const documentsQueries = {
  /** The notes and boards of a community that say something, or did, in channels that the person sees. */
  documents: z.object(community),
  documentHistory: z.object({ ...community, document: documentPlace }),
  /** The state of a version that `documentHistory` named. */
  noteAt: z.object({ ...community, document: documentPlace, version: z.string().min(1).max(128) }),
  /** Of the place's note and of the cards of its board. */
  comments: z.object(place),
} as const;

/** Only of commands that answer with more than "done". */
export type DocumentsCommandOutputs = {
  openNote: NoteOpened;
  postComment: { readonly message: MessageId };
  /** False: there was nothing of theirs to undo. */
  undoPerson: { readonly undone: boolean };
};
export type DocumentsQueryOutputs = {
  documents: readonly DocumentView[];
  documentHistory: DocumentHistoryView;
  noteAt: { readonly state: Uint8Array };
  comments: CommentsView;
};
