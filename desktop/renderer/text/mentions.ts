/**
 * Mentions are written `<@memberId>` and `<@&roleId>`; people read and write `@name`. Converts both
 * ways for the composer, and cuts text into parts for showing.
 */
import type { MemberId, MentionView, RoleId } from '@maru/sync-core';

export type Mentionable =
  | { readonly kind: 'member'; readonly member: MemberId; readonly name: string }
  | { readonly kind: 'role'; readonly role: RoleId; readonly name: string };

const codeOf = (target: Mentionable): string =>
  target.kind === 'member' ? `<@${target.member}>` : `<@&${target.role}>`;

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `@name` → `<@id>`. `chosen` (picked from the list) win over others of the same name; ambiguous names stay text. */
export const encodeMentions = (
  text: string,
  chosen: readonly Mentionable[],
  known: readonly Mentionable[],
): string => {
  if (!text.includes('@')) return text;
  const byName = new Map<string, Mentionable | null>();
  for (const target of known) byName.set(target.name, byName.has(target.name) ? null : target);
  for (const target of chosen) byName.set(target.name, target);
  const names = [...byName.keys()].filter((name) => text.includes(`@${name}`));
  if (names.length === 0) return text;
  // Longest first, so that "@하늘이" isn't read as "@하늘" and a rest.
  names.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(^|[^\\p{L}\\p{N}_<])@(${names.map(escapePattern).join('|')})`, 'gu');
  return text.replace(pattern, (whole, before: string, name: string) => {
    const target = byName.get(name);
    return target ? before + codeOf(target) : whole;
  });
};

const codePattern = /<@(&?)([0-9a-f]{32,64})>|@everyone(?![\p{L}\p{N}_])/gu;

/** `<@id>` → `@name` for editing, and who was meant. */
export const decodeMentions = (
  text: string,
  mentions: readonly Mentionable[],
): { text: string; chosen: readonly Mentionable[] } => {
  const chosen: Mentionable[] = [];
  const shown = text.replace(codePattern, (whole, _role: string, id: string | undefined) => {
    if (id === undefined) return whole;
    const target = mentions.find((one) => (one.kind === 'member' ? one.member : one.role) === id);
    if (!target) return whole;
    chosen.push(target);
    return `@${target.name}`;
  });
  return { text: shown, chosen };
};

export type MentionPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly mention: MentionView | null; readonly fallback: string };

export const splitMentions = (text: string, mentions: readonly MentionView[]): readonly MentionPart[] => {
  const parts: MentionPart[] = [];
  let from = 0;
  for (const match of text.matchAll(codePattern)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const id = match[2];
    const mention =
      mentions.find((one) => {
        if (id === undefined) return one.kind === 'everyone';
        if (one.kind === 'everyone') return false;
        return (one.kind === 'member' ? one.member : one.role) === id;
      }) ?? null;
    parts.push({ kind: 'mention', mention, fallback: id === undefined ? 'everyone' : id.slice(0, 6) });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
};

/** Text of a message as it was written, with names in place of ids. */
export const plainText = (text: string, mentions: readonly MentionView[]): string =>
  splitMentions(text, mentions)
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (!part.mention || part.mention.kind === 'everyone') return `@${part.fallback}`;
      return `@${part.mention.name}`;
    })
    .join('');

/** Text of a message on one line and without its markup, for excerpts and announcements. */
export const plainLine = (text: string, mentions: readonly MentionView[]): string =>
  plainText(text, mentions)
    .replace(/^[ \t]*(?:>+|#{1,3}|[-*+])[ \t]+|\*\*|~~|`+/gm, '')
    .replace(/\s+/g, ' ');
