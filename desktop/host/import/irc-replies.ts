/**
 * Whom a line answers. `nick: text` and `nick, text` answer that nick's last message, if it is among
 * the recent lines of the same file; who was renamed is found by either name.
 */

/** How far back an answer looks, in lines: about an hour of a busy channel. */
export const replyWindowLines = 1_000;

const nickChars = 64;

/** Nicknames as servers compare them (RFC 1459: the brackets are the capitals of the braces). */
const fold = (nick: string): string =>
  nick.toLowerCase().replaceAll('[', '{').replaceAll(']', '}').replaceAll('\\', '|').replaceAll('~', '^');

export type Replies = {
  /** The source of the message that `text` answers; null when it answers none that is recent. */
  replyTo(author: string, text: string, line: number): Uint8Array | null;
  said(author: string, source: Uint8Array, line: number): void;
  renamed(from: string, to: string): void;
};

export const createReplies = (): Replies => {
  type Last = { source: Uint8Array; line: number };
  // Both names of someone who was renamed lead to the same entry.
  const people = new Map<string, { last: Last | null }>();

  const person = (nick: string): { last: Last | null } => {
    const key = fold(nick);
    const known = people.get(key);
    if (known) return known;
    const made = { last: null };
    people.set(key, made);
    return made;
  };

  /** The known nick that the text begins with, before `:` or `,`. */
  const addressed = (text: string): string | null => {
    const head = text.slice(0, nickChars + 1);
    const [, nick] = /^([^\s:,<>][^:,<>]*)[:,](?=\s|$)/.exec(head) ?? [];
    return nick !== undefined && people.has(fold(nick.trim())) ? nick.trim() : null;
  };

  return {
    replyTo(author, text, line) {
      const nick = addressed(text);
      if (nick === null) return null;
      const found = person(nick);
      if (found === person(author) || found.last === null) return null;
      return line - found.last.line <= replyWindowLines ? found.last.source : null;
    },
    said(author, source, line) {
      person(author).last = { source, line };
    },
    renamed(from, to) {
      people.set(fold(to), person(from));
    },
  };
};
