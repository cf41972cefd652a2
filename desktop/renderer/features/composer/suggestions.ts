/** Completion of `@name` and `:emoji:` at the caret. Pure. */
import type { MembersView, PaletteColour } from '@maru/sync-core';
import type { EmojiName } from '../../text/emoji-data.ts';
import type { Mentionable } from '../../text/mentions.ts';

export type Trigger = { readonly kind: 'mention' | 'emoji'; readonly from: number; readonly query: string };

export type Suggestion =
  | { readonly kind: 'mention'; readonly target: Mentionable; readonly colour: PaletteColour }
  | { readonly kind: 'everyone' }
  | { readonly kind: 'emoji'; readonly emoji: string; readonly name: string };

const triggerPattern = /(?:^|[\s(])(?:@([\p{L}\p{N}_.-]{0,32})|:([\p{L}\p{N}_+-]{2,32}))$/u;

/** What is being completed where the caret stands. */
export const triggerAt = (text: string, caret: number): Trigger | null => {
  const match = triggerPattern.exec(text.slice(0, caret));
  if (!match) return null;
  const mention = match[1];
  const query = mention ?? match[2] ?? '';
  return { kind: mention === undefined ? 'emoji' : 'mention', from: caret - query.length - 1, query };
};

const shownSuggestions = 8;

const rank = (name: string, query: string): number => {
  const at = name.toLocaleLowerCase().indexOf(query);
  return at < 0 ? -1 : at === 0 ? 0 : 1;
};

const byRank = <T>(items: readonly T[], nameOf: (item: T) => string, query: string): readonly T[] =>
  items
    .map((item) => ({ item, order: rank(nameOf(item), query.toLocaleLowerCase()) }))
    .filter(({ order }) => order >= 0)
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);

export const mentionSuggestions = (
  members: MembersView | null,
  query: string,
  mayEveryone: boolean,
): readonly Suggestion[] => {
  if (!members) return [];
  const people: Suggestion[] = byRank(
    members.members.filter(({ me }) => !me),
    ({ name }) => name,
    query,
  ).map(({ member, name, colour }) => ({
    kind: 'mention',
    target: { kind: 'member', member, name },
    colour,
  }));
  const roles: Suggestion[] = byRank(
    members.roles.filter(({ mentionable }) => mentionable),
    ({ name }) => name,
    query,
  ).map(({ id, name, colour }) => ({
    kind: 'mention',
    target: { kind: 'role', role: id, name },
    colour: colour ?? 'moss',
  }));
  const everyone: Suggestion[] =
    mayEveryone && 'everyone'.startsWith(query.toLowerCase()) ? [{ kind: 'everyone' }] : [];
  return [...people.slice(0, shownSuggestions - 2), ...roles, ...everyone].slice(0, shownSuggestions);
};

export const emojiSuggestions = (names: readonly EmojiName[], query: string): readonly Suggestion[] => {
  const wanted = query.toLocaleLowerCase();
  const starts = names.filter(({ name }) => name.startsWith(wanted));
  const others = names.filter(
    ({ name, label }) => !name.startsWith(wanted) && (name.includes(wanted) || label.includes(wanted)),
  );
  const seen = new Set<string>();
  return [...starts, ...others]
    .filter(({ emoji }) => !seen.has(emoji) && seen.add(emoji))
    .slice(0, shownSuggestions)
    .map(({ emoji, name }) => ({ kind: 'emoji', emoji, name }));
};

/** The text and caret after taking a suggestion. */
export const applySuggestion = (
  text: string,
  trigger: Trigger,
  suggestion: Suggestion,
): { text: string; caret: number } => {
  const word =
    suggestion.kind === 'emoji'
      ? suggestion.emoji
      : suggestion.kind === 'everyone'
        ? '@everyone'
        : `@${suggestion.target.name}`;
  const end = trigger.from + 1 + trigger.query.length;
  const after = text.slice(end);
  const gap = after.startsWith(' ') ? '' : ' ';
  return { text: text.slice(0, trigger.from) + word + gap + after, caret: trigger.from + word.length + 1 };
};
