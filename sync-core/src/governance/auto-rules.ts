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

/** Hosts that a text links to, in lower case. */
export const hostsIn = (text: string): readonly string[] =>
  [...text.matchAll(/https?:\/\/(?:[^\s/?#@]*@)?([^\s/?#:<>"]+)/gi)].map(([, host = '']) => fold(host));

const isUnder = (host: string, domain: string): boolean =>
  host === fold(domain) || host.endsWith(`.${fold(domain)}`);

const isLinkForbidden = (
  host: string,
  { policy, hosts }: Extract<AutoRule['trigger'], { readonly type: 'links' }>,
): boolean => policy === 'none' || hosts.some((domain) => isUnder(host, domain)) === (policy === 'except');

const isTriggered = (rule: AutoRule, message: JudgedMessage, joinedAt: number): boolean => {
  const { trigger } = rule;
  switch (trigger.type) {
    case 'words': {
      const text = fold(message.text);
      return trigger.words.some((word) => holdsWord(text, word));
    }
    case 'mentions':
      return new Set(message.mentions.map((mention) => JSON.stringify(mention))).size > trigger.most;
    case 'links':
      return hostsIn(message.text).some((host) => isLinkForbidden(host, trigger));
    case 'flood': {
      const from = message.ms - trigger.seconds * 1_000;
      const within = message.earlierMs.filter((ms) => ms > from && ms <= message.ms).length;
      return within >= trigger.messages;
    }
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

/** The rules that a message meets, by the rule's id. Who manages messages or the community passes by. */
export const rulesMet = (community: Community, message: JudgedMessage): readonly RuleHit[] => {
  if (community.autoRules.size === 0) return [];
  const member = community.members.get(message.author);
  if (member === undefined) return [];
  const held = permissionsAt(community, member.id, { channel: message.channel }, message.ms);
  if (hasPermission(held, 'manageMessages') || hasPermission(held, 'manageCommunity')) return [];
  return [...community.autoRules.values()]
    .filter(
      (rule) =>
        rule.enabled &&
        !rule.exemptChannels.includes(message.channel) &&
        !rule.exemptRoles.some((role) => member.roles.has(role)) &&
        isTriggered(rule, message, member.joinedAt),
    )
    .map(({ id, response }) => ({ rule: id, response }))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
};
