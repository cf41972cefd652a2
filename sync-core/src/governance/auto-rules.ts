/**
 * Automatic rules: what every client makes of a message from data that all hold, with one verdict [T10].
 * Asked of the community at the heads that the message cites, so that a rule made later hides nothing.
 *
 * Words are compared by NFKC and lower case, which Unicode keeps for letters once they are assigned; a
 * message is judged by its own text alone but for `flood`, which needs the author's earlier times.
 */
import { unreachable } from '../base/index.ts';
import {
  type ChannelId,
  hasPermission,
  type MemberId,
  type OperationOf,
  type OpId,
  type RuleResponse,
} from '../model/index.ts';
import { permissionsAt } from './access.ts';
import type { AutoRule, Community } from './types.ts';

export type JudgedMessage = {
  readonly author: MemberId;
  readonly channel: ChannelId;
  readonly ms: number;
  readonly text: string;
  readonly mentions: OperationOf<'posted'>['mentions'];
  /** When the author wrote in this channel before, by position before this one; newest first is enough. */
  readonly earlierMs: readonly number[];
};

export type RuleHit = { readonly rule: OpId; readonly response: RuleResponse };
/** A flood rule that holds for a message: met when so many of its author's lie within the time before it. */
export type FloodLimit = RuleHit & { readonly messages: number; readonly seconds: number };
/** Rules met by the message alone, and those that depend on what else its author wrote; by the rule's id. */
export type RulesOn = { readonly hits: readonly RuleHit[]; readonly floods: readonly FloodLimit[] };

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** Whether `text` (folded) holds the word; `*` at an end lets letters go on there. */
const holdsWord = (text: string, word: string): boolean => {
  const bare = fold(word.replace(/^\*|\*$/g, ''));
  if (bare === '') return false;
  for (let at = text.indexOf(bare); at >= 0; at = text.indexOf(bare, at + 1)) {
    const before = [...text.slice(Math.max(0, at - 2), at)].at(-1);
    const [after] = text.slice(at + bare.length, at + bare.length + 2);
    const open = word.startsWith('*') || !isLetter(before);
    const close = word.endsWith('*') || !isLetter(after);
    if (open && close) return true;
  }
  return false;
};

/** As hosts are compared: a dot at the end names the same host. */
const foldHost = (host: string): string => {
  const folded = fold(host);
  return folded.endsWith('.') ? folded.slice(0, -1) : folded;
};

/** Hosts that a text links to, in lower case. */
export const hostsIn = (text: string): readonly string[] =>
  [...text.matchAll(/https?:\/\/(?:[^\s/?#@]*@)?([^\s/?#:<>"]+)/gi)].map(([, host = '']) => foldHost(host));

type LinkTrigger = Extract<AutoRule['trigger'], { readonly type: 'links' }>;
type Domains = { readonly names: ReadonlySet<string>; readonly longest: number };

const domainsByList = new WeakMap<LinkTrigger['hosts'], Domains>();
/** A message may link a thousand times and a list be long: it is read once. */
const domainsOf = (hosts: LinkTrigger['hosts']): Domains => {
  const known = domainsByList.get(hosts);
  if (known !== undefined) return known;
  const names = new Set(hosts.map(foldHost));
  const domains = { names, longest: Math.max(0, ...[...names].map(({ length }) => length)) };
  domainsByList.set(hosts, domains);
  return domains;
};

/** Whether a host is one of these domains or lies under one. */
const isUnderAny = (host: string, { names, longest }: Domains): boolean => {
  if (names.has(host)) return true;
  const from = Math.max(0, host.length - longest - 1);
  for (let at = host.indexOf('.', from); at >= 0; at = host.indexOf('.', at + 1))
    if (names.has(host.slice(at + 1))) return true;
  return false;
};

const isLinkForbidden = (host: string, { policy, hosts }: LinkTrigger): boolean =>
  policy === 'none' || isUnderAny(host, domainsOf(hosts)) === (policy === 'except');

type Alone = Omit<JudgedMessage, 'earlierMs'>;

/** Whether a text by itself meets a trigger; `joinedAt` says how new its author is. */
export const meetsTrigger = (
  trigger: AutoRule['trigger'],
  message: Pick<JudgedMessage, 'ms' | 'text' | 'mentions'>,
  joinedAt: number,
): boolean => {
  switch (trigger.type) {
    case 'words': {
      const text = fold(message.text);
      return trigger.words.some((word) => holdsWord(text, word));
    }
    case 'mentions':
      return new Set(message.mentions.map((mention) => JSON.stringify(mention))).size > trigger.most;
    case 'links':
      return hostsIn(message.text).some((host) => isLinkForbidden(host, trigger));
    case 'flood':
      return false;
    case 'newMembers': {
      if (message.ms >= joinedAt + trigger.seconds * 1_000) return false;
      const { forbid } = trigger;
      return (
        forbid.includes('messages') ||
        (forbid.includes('links') && hostsIn(message.text).length > 0) ||
        (forbid.includes('mentions') && message.mentions.length > 0)
      );
    }
    default:
      return unreachable(trigger);
  }
};

/** The words of a list that a text holds, as the list writes them. */
export const wordsIn = (text: string, words: readonly string[]): readonly string[] => {
  const folded = fold(text);
  return words.filter((word) => holdsWord(folded, word));
};

const byRule = (a: RuleHit, b: RuleHit): number => (a.rule < b.rule ? -1 : 1);
const nothing: RulesOn = { hits: [], floods: [] };

/** The rules that hold for a message. Who manages messages or the community passes by. */
export const rulesOn = (community: Community, message: Alone): RulesOn => {
  if (community.autoRules.size === 0) return nothing;
  const member = community.members.get(message.author);
  if (member === undefined) return nothing;
  const held = permissionsAt(community, member.id, { channel: message.channel }, message.ms);
  if (hasPermission(held, 'manageMessages') || hasPermission(held, 'manageCommunity')) return nothing;
  const hits: RuleHit[] = [];
  const floods: FloodLimit[] = [];
  for (const {
    id,
    enabled,
    trigger,
    response,
    exemptChannels,
    exemptRoles,
  } of community.autoRules.values()) {
    if (!enabled || exemptChannels.includes(message.channel)) continue;
    if (exemptRoles.some((role) => member.roles.has(role))) continue;
    if (trigger.type === 'flood') floods.push({ rule: id, response, ...limitOf(trigger) });
    else if (meetsTrigger(trigger, message, member.joinedAt)) hits.push({ rule: id, response });
  }
  return { hits: hits.sort(byRule), floods: floods.sort(byRule) };
};

const limitOf = ({
  messages,
  seconds,
}: Extract<AutoRule['trigger'], { readonly type: 'flood' }>): Pick<FloodLimit, 'messages' | 'seconds'> => ({
  messages,
  seconds,
});

/** The rules that a message meets, by the rule's id. */
export const rulesMet = (community: Community, message: JudgedMessage): readonly RuleHit[] => {
  const { hits, floods } = rulesOn(community, message);
  const flooded = floods.filter(({ messages, seconds }) => {
    const from = message.ms - seconds * 1_000;
    return message.earlierMs.filter((ms) => ms > from && ms <= message.ms).length >= messages;
  });
  return [...hits, ...flooded.map(({ rule, response }) => ({ rule, response }))].sort(byRule);
};
