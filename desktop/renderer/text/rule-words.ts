/** Which automatic rule words meet, and what of them: said to whoever is about to send them, and to whoever tries. */
import { type RuleCause, type RuleMetView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';

const listed = 5;
const list = (items: readonly string[]): string =>
  items.length > listed ? `${items.slice(0, listed).join(', ')} …` : items.join(', ');

/** As a word, without the marks for what may stand around it. */
const bare = (word: string): string => word.replace(/^\*|\*$/g, '');

export const causeWords = (t: TFunction, cause: RuleCause): string => {
  switch (cause.type) {
    case 'words':
      return t('moderation.causeWords', { words: list(cause.words.map(bare)) });
    case 'mentions':
      return cause.most === 0
        ? t('moderation.causeMentionsNone')
        : t('moderation.causeMentions', { count: cause.most });
    case 'links':
      return t('moderation.causeLinks', { hosts: list(cause.hosts) });
    case 'flood':
      return t('moderation.causeFlood', {
        count: cause.messages,
        seconds: cause.seconds,
      });
    case 'newMembers':
      switch (cause.forbids) {
        case 'messages':
          return t('moderation.causeNewMessages');
        case 'links':
          return t('moderation.causeNewLinks');
        case 'mentions':
          return t('moderation.causeNewMentions');
        default:
          return unreachable(cause.forbids);
      }
    default:
      return unreachable(cause);
  }
};

/** Of words that were to be sent. */
export const ruleMetWords = (t: TFunction, { name, cause }: RuleMetView): string =>
  t('moderation.met', { name, cause: causeWords(t, cause) });

/** Of words that are still being written. */
export const ruleMeetsWords = (t: TFunction, { name, cause }: RuleMetView): string =>
  t('moderation.meets', { name, cause: causeWords(t, cause) });
