/** The demo host's part on reports, automatic rules, and hiding what was written. */
import {
  type AutoRuleView,
  type CommunityId,
  isOpId,
  type MessageId,
  type OpId,
  type ReportCase,
  type RuleMetView,
} from '@maru/sync-core';
import type { DemoArea } from '../demo-area.ts';
import { author, channelId, memberId, message, messageId, people, roles } from '../demo-data.ts';

const minute = 60_000;
const opId = (seed: number): OpId => {
  const id: string = messageId(seed);
  if (!isOpId(id)) throw new Error('bug: demo operation');
  return id;
};
const person = (index: number) => {
  const who = author(index);
  return { member: memberId(index), name: people[index] ?? '', colour: who.colour };
};

const someRules = (): readonly AutoRuleView[] => {
  const rule = (
    seed: number,
    name: string,
    trigger: AutoRuleView['trigger'],
    patch: Partial<AutoRuleView> = {},
  ): AutoRuleView => ({
    id: opId(seed),
    name,
    enabled: true,
    trigger,
    response: 'hide',
    exemptRoles: [],
    exemptChannels: [],
    by: person(0),
    ...patch,
  });
  return [
    rule(
      7_001,
      '광고와 도배',
      { type: 'words', words: ['복권*', '대출', 'free crypto'] },
      { exemptRoles: [roles.keeper], exemptChannels: [channelId(203)] },
    ),
    rule(7_002, '링크는 아는 곳만', { type: 'links', policy: 'only', hosts: ['maru.example', 'library.kr'] }),
    rule(7_003, '쏟아지는 글', { type: 'flood', messages: 6, seconds: 10 }, { response: 'flag' }),
    rule(7_004, '한꺼번에 부르기', { type: 'mentions', most: 5 }, { response: 'flag' }),
    rule(
      7_005,
      '들어온 첫날에는 링크와 부르기를 잠시 미뤄 두는 규칙이에요. 이름이 아주 길면 이렇게 줄여서 보여요',
      { type: 'newMembers', seconds: 86_400, forbid: ['links', 'mentions'] },
      { enabled: false },
    ),
  ];
};

const someCases = (now: number): readonly ReportCase[] => {
  const main = { id: channelId(200), name: '모두의-마루' };
  const view = (at: number, who: number, text: string, patch = {}) =>
    message(main.id, now - at * minute, who, text, patch);
  const long = view(
    95,
    11,
    '여기 사람들은 책도 안 읽으면서 아는 척만 하네요. 다들 그만두는 게 어때요? 이런 모임은 시간 낭비예요.',
  );
  const lucky = view(40, 6, '오늘만 **복권** 번호 공유해요 → https://lucky.example/win', {
    held: { reason: 'rule', rules: ['광고와 도배'] },
  });
  const report = (seed: number, by: number, at: number, reason: 'harassment' | 'spam', note: string) => ({
    report: opId(seed),
    by: person(by),
    at: now - at * minute,
    reason,
    note,
  });
  return [
    {
      message: long.id,
      channel: main,
      author: person(11),
      view: long,
      excerpt: long.text,
      reports: [
        report(7_101, 3, 90, 'harassment', '어제부터 계속 이래요. 새로 온 사람들이 무서워해요.'),
        report(7_102, 4, 60, 'harassment', ''),
      ],
      rules: [],
      at: now - 90 * minute,
      resolved: null,
    },
    {
      message: lucky.id,
      channel: main,
      author: person(6),
      view: lucky,
      excerpt: lucky.text,
      reports: [],
      rules: ['쏟아지는 글', '한꺼번에 부르기'],
      at: now - 40 * minute,
      resolved: null,
    },
    {
      message: messageId(7_201),
      channel: { id: channelId(203), name: '밑줄-긋기' },
      author: person(5),
      view: null,
      excerpt: 'You will regret this.',
      reports: [report(7_103, 2, 20, 'spam', 'It was a private threat, see the screenshot I sent you.')],
      rules: [],
      at: now - 20 * minute,
      resolved: null,
    },
    {
      message: messageId(7_202),
      channel: main,
      author: person(9),
      view: null,
      excerpt: '광고 글이었어요',
      reports: [report(7_104, 2, 3_000, 'spam', '')],
      rules: [],
      at: now - 3_000 * minute,
      resolved: { by: person(1), at: now - 2_900 * minute, outcome: 'acted' },
    },
    {
      message: messageId(7_203),
      channel: main,
      author: person(4),
      view: null,
      excerpt: '이 책은 좀 지루하네요',
      reports: [report(7_105, 9, 4_000, 'harassment', '제가 좋아하는 책이에요')],
      rules: [],
      at: now - 4_000 * minute,
      resolved: { by: person(0), at: now - 3_990 * minute, outcome: 'dismissed' },
    },
  ];
};

export const createModerationDemo = (
  now: number,
  /** Nothing was reported, and there is no rule. */
  quiet: boolean,
  changed: (community: CommunityId) => void,
): DemoArea => {
  let rules = quiet ? [] : someRules();
  let cases = quiet ? [] : someCases(now);
  let made = 7_300;

  const met = (text: string): readonly RuleMetView[] =>
    rules.flatMap(({ id, name, response, enabled, trigger }) => {
      if (!enabled || trigger.type !== 'words') return [];
      const words = trigger.words.filter((word) => text.toLowerCase().includes(word.replaceAll('*', '')));
      return words.length > 0 ? [{ rule: id, name, response, cause: { type: 'words', words } }] : [];
    });
  const close = (id: MessageId, outcome: 'acted' | 'dismissed') =>
    cases.map((one) =>
      one.message === id ? { ...one, resolved: { by: person(0), at: now, outcome } } : one,
    );

  return {
    queries: {
      autoRules: () => ({ rules, manage: null }),
      tryRules: ({ text }) => met(text),
      checkMessage: ({ text }) => ({
        hiddenBy: met(text).find(({ response }) => response === 'hide') ?? null,
      }),
      reports: () => ({
        open: cases.filter(({ resolved }) => resolved === null),
        resolved: cases.filter(({ resolved }) => resolved !== null),
        unreadable: quiet ? 0 : 2,
        resolve: null,
      }),
      reportReaders: () => ({ readers: [person(1), person(2), person(3), person(4)], report: null }),
    },
    commands: {
      reportMessage: () => ({}),
      resolveReports: ({ community, message: id, outcome }) => {
        cases = close(id, outcome);
        changed(community);
        return {};
      },
      setAutoRule: ({ community, rule, ...fields }) => {
        const id = rule ?? opId(++made);
        rules = [...rules.filter((other) => other.id !== id), { ...fields, id, by: person(0) }];
        changed(community);
        return { rule: id };
      },
      removeAutoRule: ({ community, rule }) => {
        rules = rules.filter(({ id }) => id !== rule);
        changed(community);
        return {};
      },
    },
  };
};
