/** A rule as its form holds it (texts as typed), and what stands against saving it. */
import {
  type AutoRuleView,
  type ChannelId,
  limits,
  type RoleId,
  type RuleResponse,
  type RuleTrigger,
  unreachable,
} from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { type CommandInputs, domainPattern } from '../../../contract/index.ts';

export type RuleType = RuleTrigger['type'];
export type Forbidden = Extract<RuleTrigger, { readonly type: 'newMembers' }>['forbid'][number];
type Policy = Extract<RuleTrigger, { readonly type: 'links' }>['policy'];

export type RuleDraft = {
  readonly name: string;
  readonly enabled: boolean;
  readonly type: RuleType;
  readonly words: string;
  readonly policy: Policy;
  readonly hosts: string;
  readonly most: string;
  readonly messages: string;
  readonly seconds: string;
  readonly newSeconds: number;
  readonly forbid: readonly Forbidden[];
  readonly response: RuleResponse;
  readonly exemptRoles: readonly RoleId[];
  readonly exemptChannels: readonly ChannelId[];
};

const day = 24 * 60 * 60;
/** How long one may be new. */
export const newForSeconds = [10 * 60, 60 * 60, day, 3 * day, 7 * day, 14 * day, 30 * day] as const;

export const emptyDraft: RuleDraft = {
  name: '',
  enabled: true,
  type: 'words',
  words: '',
  policy: 'except',
  hosts: '',
  most: '5',
  messages: '5',
  seconds: '10',
  newSeconds: day,
  forbid: ['links'],
  response: 'hide',
  exemptRoles: [],
  exemptChannels: [],
};

export const ruleToDraft = (rule: AutoRuleView): RuleDraft => {
  const { name, enabled, trigger, response, exemptRoles, exemptChannels } = rule;
  const same = { ...emptyDraft, name, enabled, type: trigger.type, response, exemptRoles, exemptChannels };
  switch (trigger.type) {
    case 'words':
      return { ...same, words: trigger.words.join('\n') };
    case 'mentions':
      return { ...same, most: String(trigger.most) };
    case 'links':
      return { ...same, policy: trigger.policy, hosts: trigger.hosts.join('\n') };
    case 'flood':
      return { ...same, messages: String(trigger.messages), seconds: String(trigger.seconds) };
    case 'newMembers':
      return { ...same, newSeconds: trigger.seconds, forbid: trigger.forbid };
    default:
      return unreachable(trigger);
  }
};

type Field = 'name' | 'words' | 'hosts' | 'most' | 'messages' | 'seconds' | 'forbid';
export type RuleProblems = Partial<Readonly<Record<Field, string>>>;
type Input = CommandInputs['setAutoRule'];
export type CheckedRule =
  | { readonly ok: true; readonly input: Omit<Input, 'community' | 'rule'> }
  | { readonly ok: false; readonly problems: RuleProblems };

const linesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
/** What people paste: an address with all that belongs to it. */
const toHost = (line: string): string =>
  line
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#:].*$/, '')
    .toLowerCase();
const wordChars = limits.wordBytes / 4;

const wholeNumber = (
  t: TFunction,
  text: string,
  least: number,
  most: number,
): number | { readonly problem: string } => {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : { problem: t('moderation.badNumber', { least, most }) };
};

const bad = (problems: RuleProblems) => ({ ok: false, problems }) as const;
const good = (trigger: Input['trigger']) => ({ ok: true, trigger }) as const;
type CheckedTrigger = ReturnType<typeof bad> | ReturnType<typeof good>;

const checkWords = (t: TFunction, draft: RuleDraft): CheckedTrigger => {
  const words = linesOf(draft.words);
  if (words.length === 0) return bad({ words: t('moderation.needWords') });
  if (words.length > limits.wordsPerRule)
    return bad({ words: t('moderation.tooMany', { count: limits.wordsPerRule }) });
  const long = words.find((word) => word.length > wordChars);
  if (long !== undefined)
    return bad({ words: t('moderation.wordTooLong', { word: `${long.slice(0, 12)}…`, count: wordChars }) });
  const bare = words.find((word) => word.replaceAll('*', '') === '');
  return bare === undefined
    ? good({ type: 'words', words: [...words] })
    : bad({ words: t('moderation.needWords') });
};

const checkLinks = (t: TFunction, draft: RuleDraft): CheckedTrigger => {
  const { policy } = draft;
  if (policy === 'none') return good({ type: 'links', policy, hosts: [] });
  const hosts = linesOf(draft.hosts).map(toHost);
  if (hosts.length === 0) return bad({ hosts: t('moderation.needHosts') });
  if (hosts.length > limits.hostsPerRule)
    return bad({ hosts: t('moderation.tooMany', { count: limits.hostsPerRule }) });
  const wrong = hosts.find((host) => !domainPattern.test(host) || host.length > 253);
  return wrong === undefined
    ? good({ type: 'links', policy, hosts })
    : bad({ hosts: t('moderation.badHost', { host: wrong.slice(0, 40) }) });
};

const checkFlood = (t: TFunction, draft: RuleDraft): CheckedTrigger => {
  const messages = wholeNumber(t, draft.messages, 1, limits.floodMessages);
  const seconds = wholeNumber(t, draft.seconds, 1, limits.floodSeconds);
  if (typeof messages === 'number' && typeof seconds === 'number')
    return good({ type: 'flood', messages, seconds });
  return bad({
    ...(typeof messages === 'number' ? {} : { messages: messages.problem }),
    ...(typeof seconds === 'number' ? {} : { seconds: seconds.problem }),
  });
};

const checkTrigger = (t: TFunction, draft: RuleDraft): CheckedTrigger => {
  switch (draft.type) {
    case 'words':
      return checkWords(t, draft);
    case 'links':
      return checkLinks(t, draft);
    case 'mentions': {
      const most = wholeNumber(t, draft.most, 0, limits.mentionsPerMessage - 1);
      return typeof most === 'number' ? good({ type: 'mentions', most }) : bad({ most: most.problem });
    }
    case 'flood':
      return checkFlood(t, draft);
    case 'newMembers':
      return draft.forbid.length === 0
        ? bad({ forbid: t('moderation.needForbid') })
        : good({ type: 'newMembers', seconds: draft.newSeconds, forbid: [...draft.forbid] });
    default:
      return unreachable(draft.type);
  }
};

/** What is to be saved, or what is wrong with which field. */
export const checkDraft = (t: TFunction, draft: RuleDraft): CheckedRule => {
  const name = draft.name.trim();
  const trigger = checkTrigger(t, draft);
  if (trigger.ok && name !== '') {
    const { enabled, response, exemptRoles, exemptChannels } = draft;
    return {
      ok: true,
      input: {
        name,
        enabled,
        trigger: trigger.trigger,
        response,
        exemptRoles: [...exemptRoles],
        exemptChannels: [...exemptChannels],
      },
    };
  }
  return bad({
    ...(name === '' ? { name: t('moderation.needName') } : {}),
    ...(trigger.ok ? {} : trigger.problems),
  });
};
