/**
 * Judges the end of a run from the recorded history and the dumps alone; it knows nothing of envelopes,
 * vectors or reducers. Every line it returns is a broken promise [S1] [S2] [T11].
 */
import type { MemberId, MessageId } from '../../src/model/index.ts';
import type { Act, Entry, History } from './history.ts';

/** What one installation shows at the end. */
export type View = {
  readonly name: string;
  /** `projectionDump()`: one JSON line per message. */
  readonly projections: string;
  readonly governance: string;
  readonly memberNames: ReadonlyMap<MemberId, string>;
  readonly channels: ReadonlySet<string>;
};

type Line = {
  readonly id: MessageId;
  readonly thread: MessageId | null;
  readonly author: MemberId;
  readonly text: string;
  readonly reactions: readonly (readonly [string, readonly MemberId[]])[];
};

export const parseDump = (dump: string): ReadonlyMap<MessageId, Line> =>
  new Map(
    dump
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line)
      .map((line) => [line.id, line]),
  );

type EntryOf<K extends Act['kind']> = Entry & { readonly act: Extract<Act, { readonly kind: K }> };
const isKind =
  <K extends Act['kind']>(kind: K) =>
  (entry: Entry): entry is EntryOf<K> =>
    entry.act.kind === kind;

/** Of one person's acts on one thing, in order: the last that is sure, and those after it that may have happened. */
const outcomes = <T extends Entry>(acts: readonly T[]): readonly T[] => {
  const counted = acts.filter(({ state }) => state !== 'refused');
  const sure = counted.findLastIndex(({ state }) => state === 'acknowledged');
  return counted.slice(Math.max(0, sure));
};
const isSure = (acts: readonly Entry[]): boolean => acts.some(({ state }) => state === 'acknowledged');

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
};

const same = (views: readonly View[], what: 'projections' | 'governance'): readonly string[] => {
  const first = views[0];
  return views
    .filter((view) => first && view[what] !== first[what])
    .map((view) => `${what} of ${view.name} differ from those of ${first?.name ?? ''}`);
};

/** What must hold at any moment, however little has arrived: nothing twice, made up, refused or misattributed. */
const checkShown = (history: History, view: View): readonly string[] => {
  const broken: string[] = [];
  const say = (what: string): void => void broken.push(`${view.name}: ${what}`);
  const lines = parseDump(view.projections);
  const count = view.projections === '' ? 0 : view.projections.split('\n').length;
  if (count !== lines.size) say('a message is shown twice');
  const tags = new Map<string, number>();
  for (const { text } of lines.values()) tags.set(text, (tags.get(text) ?? 0) + 1);
  const posts = history.entries.filter(isKind('post'));
  for (const { act, state, number } of posts) {
    if ((tags.get(act.text) ?? 0) > 1) say(`post ${number} is shown ${tags.get(act.text)} times`);
    if (state === 'refused' && tags.has(act.text)) say(`post ${number} was refused and is shown`);
  }
  const known = new Map(posts.flatMap(({ act, who }) => (act.message ? [[act.message, who] as const] : [])));
  const edits = history.entries.filter(isKind('edit'));
  const possible = new Set([
    ...posts.filter(({ state }) => state === 'open').map(({ act }) => act.text),
    ...edits.map(({ act }) => act.text),
  ]);
  for (const line of lines.values()) {
    const who = known.get(line.id);
    if (who === undefined && !possible.has(line.text)) say(`message "${line.text}" was never posted`);
    if (who !== undefined && line.author !== history.members.get(who))
      say(`message "${line.text}" has another author`);
  }
  return broken;
};

const checkMessages = (history: History, view: View): readonly string[] => {
  const broken: string[] = [];
  const say = (what: string): void => void broken.push(`${view.name}: ${what}`);
  const lines = parseDump(view.projections);
  const { entries } = history;
  const removals = new Map<MessageId, Entry[]>();
  for (const entry of entries.filter(isKind('remove')))
    removals.set(entry.act.message, [...(removals.get(entry.act.message) ?? []), entry]);
  const mayBeGone = (id: MessageId): boolean =>
    (removals.get(id) ?? []).some(({ state }) => state !== 'refused');
  const mustBeGone = (id: MessageId): boolean => isSure(removals.get(id) ?? []);

  const edits = new Map(
    groupBy(entries.filter(isKind('edit')), ({ act }) => act.message).flatMap((group) => {
      const [one] = group;
      return one ? [[one.act.message, group] as const] : [];
    }),
  );

  for (const entry of entries.filter(isKind('post'))) {
    const { message, text, place } = entry.act;
    if (entry.state !== 'acknowledged' || message === null) continue;
    const line = lines.get(message);
    if (mustBeGone(message)) {
      if (line) say(`post ${entry.number} was deleted and is shown`);
      continue;
    }
    if (!line) {
      if (!mayBeGone(message)) say(`post ${entry.number} of ${entry.who} is lost`);
      continue;
    }
    if (line.thread !== place.thread) say(`post ${entry.number} stands in another thread`);
    const edited = outcomes(edits.get(message) ?? []);
    const texts = edited.map(({ act }) => act.text);
    if (!isSure(edited)) texts.push(text);
    if (!texts.includes(line.text))
      say(`post ${entry.number} reads "${line.text}", not ${texts.map((one) => `"${one}"`).join(' or ')}`);
  }

  const reactions = entries.filter(isKind('react'));
  for (const group of groupBy(reactions, ({ who, act }) => `${who} ${act.message} ${act.emoji}`)) {
    const [one] = group;
    const member = one && history.members.get(one.who);
    const line = one && lines.get(one.act.message);
    if (!one || !member || !line) continue;
    const on = line.reactions.some(([emoji, who]) => emoji === one.act.emoji && who.includes(member));
    const possible = outcomes(group).map(({ act }) => act.on);
    if (!isSure(group)) possible.push(false);
    if (!possible.includes(on)) say(`reaction ${one.act.emoji} of ${one.who} is ${on ? 'on' : 'off'}`);
  }
  return broken;
};

const checkCommunity = (history: History, view: View): readonly string[] => {
  const broken: string[] = [];
  const { entries } = history;
  for (const { act, state, number } of entries.filter(isKind('channel')))
    if (state === 'acknowledged' && act.channel !== null && !view.channels.has(act.channel))
      broken.push(`${view.name}: channel ${number} is lost`);
  for (const [who, member] of history.members) {
    const profiles = outcomes(entries.filter(isKind('profile')).filter((entry) => entry.who === who));
    const name = view.memberNames.get(member);
    const possible = profiles.map(({ act }) => act.name);
    if (!isSure(profiles)) possible.push(who);
    if (name === undefined) broken.push(`${view.name}: ${who} is no member`);
    else if (!possible.includes(name)) broken.push(`${view.name}: ${who} is called ${name}`);
  }
  return broken;
};

/** Broken promises at the end of a run; none in a good one. */
export const checkEnd = (history: History, views: readonly View[]): readonly string[] => [
  ...same(views, 'projections'),
  ...same(views, 'governance'),
  ...views.flatMap((view) => [
    ...checkShown(history, view),
    ...checkMessages(history, view),
    ...checkCommunity(history, view),
  ]),
];

/** What a storm without end must not break either: no installation shows what is wrong or lost its own. */
export const checkSafety = (history: History, views: readonly View[]): readonly string[] =>
  views.flatMap((view) => [
    ...checkShown(history, view),
    ...checkRestart(history, view.name, view.projections),
  ]);

/** What one installation must still have right after a restart: all of its own that was acknowledged [S1]. */
export const checkRestart = (history: History, who: string, projections: string): readonly string[] => {
  const lines = parseDump(projections);
  const removed = new Set(history.entries.filter(isKind('remove')).map(({ act }) => act.message));
  return history.entries
    .filter(isKind('post'))
    .filter(({ who: author, state }) => author === who && state === 'acknowledged')
    .filter(({ act }) => act.message !== null && !removed.has(act.message) && !lines.has(act.message))
    .map(({ number }) => `${who} lost its acknowledged post ${number} in a crash`);
};
