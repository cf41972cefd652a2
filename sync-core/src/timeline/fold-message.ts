/**
 * What edits, deletions, reactions and thread names make of one message: pure functions of a set
 * of facts, whatever order they came in [S2]. Facts that don't count are not handed in.
 */
import { type CommentOutcome, comparePositions, type Position } from '../model/index.ts';

/** `Author` is whatever names a member: an id, or a row's key. */
type ActBase<Author> = { readonly position: Position; readonly author: Author };
export type EditAct<Author> = ActBase<Author> & { readonly kind: 'edited'; readonly text: string };
export type DeleteAct<Author> = ActBase<Author> & {
  readonly kind: 'deleted';
  /** Whether the deleting member may delete what others wrote. */
  readonly manageMessages: boolean;
};
export type ReactAct<Author> = ActBase<Author> & {
  readonly kind: 'reacted';
  readonly emoji: string;
  readonly on: boolean;
};
export type NameAct<Author> = ActBase<Author> & { readonly kind: 'threadNamed'; readonly name: string };
/** `anchored`: where it stands, opaque here. */
export type AnchorAct<Author> = ActBase<Author> & { readonly kind: 'anchored'; readonly anchored: string };
export type CloseAct<Author> = ActBase<Author> & {
  readonly kind: 'commentClosed';
  readonly outcome: CommentOutcome;
  /** Whether the closing member may edit the page. */
  readonly editPages: boolean;
};
export type Act<Author> =
  | EditAct<Author>
  | DeleteAct<Author>
  | ReactAct<Author>
  | NameAct<Author>
  | AnchorAct<Author>
  | CloseAct<Author>;

export type MessageFacts<Author> = {
  readonly author: Author;
  /** Somebody else's words: nobody edits them, and who brought them may delete them. */
  readonly imported: boolean;
};

export type FoldedMessage = {
  readonly edit: { readonly text: string; readonly position: Position } | null;
  /** Place of the first deletion that counts. */
  readonly deleted: Position | null;
  readonly threadName: string | null;
};

const later = <T extends { readonly position: Position }>(a: T | null, b: T): T =>
  a === null || comparePositions(b.position, a.position) > 0 ? b : a;
const earlier = <T extends { readonly position: Position }>(a: T | null, b: T): T =>
  a === null || comparePositions(b.position, a.position) < 0 ? b : a;

/** Last edit by the author, first deletion by the author or a moderator, last thread name. */
export const foldMessage = <Author>(
  message: MessageFacts<Author>,
  acts: Iterable<Act<Author>>,
): FoldedMessage => {
  let edit: EditAct<Author> | null = null;
  let deletion: DeleteAct<Author> | null = null;
  let named: NameAct<Author> | null = null;
  for (const act of acts) {
    switch (act.kind) {
      case 'edited':
        if (!message.imported && act.author === message.author) edit = later(edit, act);
        break;
      case 'deleted':
        if (act.author === message.author || act.manageMessages) deletion = earlier(deletion, act);
        break;
      case 'threadNamed':
        named = later(named, act);
        break;
      case 'reacted':
      case 'anchored':
      case 'commentClosed':
        break;
    }
  }
  return {
    edit: edit && { text: edit.text, position: edit.position },
    deleted: deletion?.position ?? null,
    threadName: named?.name ?? null,
  };
};

export type FoldedComment<Author> = {
  /** Where it stands, as its author last said. */
  readonly anchored: string;
  readonly outcome: CommentOutcome;
  /** Who closed it or opened it again last; null when nobody did. */
  readonly closed: { readonly by: Author; readonly position: Position } | null;
};

/** What makes a message a comment: only its author does; its author and who may edit the page close it. */
export const foldComment = <Author>(
  message: MessageFacts<Author>,
  acts: Iterable<Act<Author>>,
): FoldedComment<Author> | null => {
  let anchor: AnchorAct<Author> | null = null;
  let closing: CloseAct<Author> | null = null;
  for (const act of acts) {
    if (act.kind === 'anchored' && !message.imported && act.author === message.author)
      anchor = later(anchor, act);
    if (act.kind === 'commentClosed' && (act.editPages || act.author === message.author))
      closing = later(closing, act);
  }
  if (anchor === null) return null;
  return {
    anchored: anchor.anchored,
    outcome: closing?.outcome ?? 'open',
    closed: closing && { by: closing.author, position: closing.position },
  };
};

export type FoldedReaction<Author> = { readonly emoji: string; readonly members: readonly Author[] };

/** Last word per member and emoji; emojis and members in the order of their standing reactions. */
export const foldReactions = <Author>(acts: Iterable<Act<Author>>): readonly FoldedReaction<Author>[] => {
  const last = new Map<string, Map<Author, ReactAct<Author>>>();
  for (const act of acts) {
    if (act.kind !== 'reacted') continue;
    const members = last.get(act.emoji) ?? new Map<Author, ReactAct<Author>>();
    members.set(act.author, later(members.get(act.author) ?? null, act));
    last.set(act.emoji, members);
  }
  const standing = [...last.values()]
    .flatMap((members) => [...members.values()])
    .filter((act) => act.on)
    .sort((a, b) => comparePositions(a.position, b.position));
  const byEmoji = new Map<string, Author[]>();
  for (const act of standing) {
    const members = byEmoji.get(act.emoji) ?? [];
    members.push(act.author);
    byEmoji.set(act.emoji, members);
  }
  return [...byEmoji].map(([emoji, members]) => ({ emoji, members }));
};
