/** The contract's part on boards: what they show, what is done to them, their branches and their past. */
import {
  type BoardHistory,
  type BoardPage,
  type BoardPerson,
  type BoardVersionChanges,
  type BranchDifference,
  type CardHistory,
  type CardId,
  type ColumnId,
  type EditMade,
  type ItemId,
  isCardId,
  isColumnId,
  isItemId,
  isLabelId,
  type LabelId,
  limits,
  type OpId,
  paletteColours,
} from '@maru/sync-core';
import { z } from 'zod';
import { channelId, communityId, memberId, messageId, opId } from '../ids.ts';

const card = z.custom<CardId>(isCardId, 'not a card id');
const column = z.custom<ColumnId>(isColumnId, 'not a column id');
const label = z.custom<LabelId>(isLabelId, 'not a label id');
const item = z.custom<ItemId>(isItemId, 'not an item id');
const colour = z.enum(paletteColours);
/** Of a board's history: a version's id. */
const version = z.string().min(1).max(128);

const title = z.string().trim().min(1).max(limits.boardTitleChars);
const itemText = z.string().trim().min(1).max(limits.boardTitleChars);
const labelName = z.string().trim().max(limits.boardWordChars);
const description = z.string().max(limits.cardTextChars);
/** A day of the calendar. */
const day = z.iso.date();
const moment = z
  .number()
  .int()
  .min(0)
  .max(2 ** 48 - 1);
const event = z
  .object({ starts: moment, ends: moment.nullable(), place: z.string().trim().max(limits.planPlaceChars) })
  .refine(({ starts, ends }) => ends === null || ends >= starts, 'ends before it starts');
const offset = z.number().int().min(0).max(limits.cardTextChars);
const splice = z.object({ at: offset, remove: offset, insert: description });

export const boardEdit = z.discriminatedUnion('type', [
  z.object({ type: z.literal('addColumn'), title, before: column.nullable() }),
  z.object({ type: z.literal('renameColumn'), column, title }),
  z.object({ type: z.literal('moveColumn'), column, before: column.nullable() }),
  z.object({ type: z.literal('removeColumn'), column, moveTo: column.nullable() }),
  z.object({ type: z.literal('addCard'), column, title, before: card.nullable() }),
  z.object({ type: z.literal('moveCard'), card, column, before: card.nullable() }),
  z.object({ type: z.literal('setTitle'), card, title }),
  z.object({
    type: z.literal('editDescription'),
    card,
    base: description,
    splices: z.array(splice).min(1).max(1_000),
  }),
  z.object({ type: z.literal('setDone'), card, done: z.boolean() }),
  z.object({ type: z.literal('setDue'), card, due: day.nullable() }),
  z.object({ type: z.literal('assign'), card, member: memberId, on: z.boolean() }),
  z.object({ type: z.literal('labelCard'), card, label, on: z.boolean() }),
  z.object({ type: z.literal('addLabel'), name: labelName, colour }),
  z.object({ type: z.literal('editLabel'), label, name: labelName, colour }),
  z.object({ type: z.literal('removeLabel'), label }),
  z.object({ type: z.literal('addItem'), card, text: itemText, before: item.nullable() }),
  z.object({ type: z.literal('setItemText'), card, item, text: itemText }),
  z.object({ type: z.literal('setItemDone'), card, item, done: z.boolean() }),
  z.object({ type: z.literal('moveItem'), card, item, before: item.nullable() }),
  z.object({ type: z.literal('removeItem'), card, item }),
  z.object({ type: z.literal('setCover'), card, cover: colour.nullable() }),
  z.object({ type: z.literal('setEvent'), card, event: event.nullable() }),
  z.object({ type: z.literal('archiveCard'), card }),
  z.object({ type: z.literal('restoreCard'), card }),
]);

/** The board of a channel (`thread` null) or of a thread in it. */
const place = {
  community: communityId,
  document: z.object({ channel: channelId, thread: messageId.nullable() }),
};
/** Null: the board itself. */
const branch = opId.nullable();

export const boardsCommands = {
  /** Acknowledged once it is committed. */
  editBoard: z.object({ ...place, branch, edit: boardEdit }),
  openBranch: z.object({
    ...place,
    name: z.string().trim().min(1).max(limits.boardWordChars),
  }),
  /** `merged`: what was tried counts on the board itself from then on; otherwise it is dropped. */
  closeBranch: z.object({ ...place, branch: opId, merged: z.boolean() }),
  /** To a card's event plan; null takes the answer back. */
  answerCard: z.object({ ...place, card, answer: z.enum(['yes', 'no', 'maybe']).nullable() }),
  /** Makes the board what it was at a version, as a change of the own person's. */
  restoreBoard: z.object({ ...place, branch, version }),
  /** The page is looked at, or no longer is. */
  lookAtBoard: z.object({ ...place, on: z.boolean() }),
} as const;

export const boardsQueries = {
  /** `at`: as it was at a version of its history. */
  board: z.object({ ...place, branch, at: version.nullable() }),
  /** `before`: a version, for the page after the first. */
  boardHistory: z.object({ ...place, branch, before: version.nullable() }),
  /** What one version changed. */
  boardVersion: z.object({ ...place, branch, version }),
  cardHistory: z.object({ ...place, branch, card }),
  branchDifference: z.object({ ...place, branch: opId }),
  /** Others who look at it right now. */
  boardLookers: z.object(place),
  /** The board as a file's text. */
  exportBoard: z.object({ ...place, branch, format: z.enum(['markdown', 'csv']) }),
} as const;

/** Only of commands that answer with more than "done". */
export type BoardsCommandOutputs = {
  editBoard: EditMade;
  openBranch: { readonly branch: OpId };
  /** False: it is so already. */
  restoreBoard: { readonly changed: boolean };
};
export type BoardsQueryOutputs = {
  board: BoardPage;
  boardHistory: BoardHistory;
  boardVersion: BoardVersionChanges;
  cardHistory: CardHistory;
  branchDifference: BranchDifference;
  boardLookers: readonly BoardPerson[];
  exportBoard: { readonly text: string };
};
