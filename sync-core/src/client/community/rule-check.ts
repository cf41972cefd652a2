/**
 * What the automatic rules make of words before they are sent: the same rules that every client judges the
 * message by, asked with the state and the clock of now.
 */
import { unreachable } from '../../base/index.ts';
import {
  type AutoRule,
  type Community,
  hostsIn,
  meetsTrigger,
  rulesOn,
  wordsIn,
} from '../../governance/index.ts';
import type { ChannelId, MemberId, OperationOf, OpId } from '../../model/index.ts';
import type { CommunityStore } from '../../storage/index.ts';
import { mentionsIn } from '../mentions.ts';
import type { RuleCause, RuleMetView } from '../moderation-views.ts';

type Asked = {
  readonly author: MemberId;
  readonly channel: ChannelId;
  readonly text: string;
  readonly ms: number;
};
type Mentions = OperationOf<'posted'>['mentions'];

const causeOf = (
  trigger: AutoRule['trigger'],
  text: string,
  mentions: Mentions,
  joinedAt: number,
): RuleCause | null => {
  switch (trigger.type) {
    case 'words':
      return { type: 'words', words: wordsIn(text, trigger.words) };
    case 'mentions':
      return { type: 'mentions', most: trigger.most };
    case 'links': {
      const hosts = hostsIn(text).filter((host) =>
        meetsTrigger(trigger, { text: `https://${host}`, mentions, ms: joinedAt }, joinedAt),
      );
      return { type: 'links', hosts: [...new Set(hosts)] };
    }
    case 'newMembers': {
      const { forbid } = trigger;
      const forbids = forbid.includes('messages')
        ? 'messages'
        : forbid.includes('links') && hostsIn(text).length > 0
          ? 'links'
          : 'mentions';
      return { type: 'newMembers', until: joinedAt + trigger.seconds * 1_000, forbids };
    }
    case 'flood':
      return null;
    default:
      return unreachable(trigger);
  }
};

/** Times at which the author posted, newest first, as far back as is asked. */
type TimesSince = (ms: number) => readonly number[];

const floodCause = (
  { messages, seconds }: { readonly messages: number; readonly seconds: number },
  ms: number,
  timesSince: TimesSince,
): RuleCause | null => {
  const within = timesSince(ms - seconds * 1_000 + 1);
  const last = within[messages - 1];
  if (last === undefined) return null;
  return { type: 'flood', messages, seconds, until: last + seconds * 1_000 };
};

const named = (community: Community, rule: OpId): AutoRule | undefined => community.autoRules.get(rule);

/** Every rule that these words meet now, those that hide first. `edits`: they replace what was sent. */
export const rulesMetBy = (
  community: Community,
  store: Pick<CommunityStore, 'postTimes'>,
  asked: Asked,
  edits: boolean,
): readonly RuleMetView[] => {
  if (community.autoRules.size === 0) return [];
  const mentions = edits ? [] : mentionsIn(asked.text);
  const joinedAt = community.members.get(asked.author)?.joinedAt ?? 0;
  const { hits, floods } = rulesOn(community, { ...asked, mentions });
  const timesSince: TimesSince = (ms) => store.postTimes(asked.channel, asked.author, ms);
  const alone = hits.map((hit) => {
    const trigger = named(community, hit.rule)?.trigger;
    return { hit, cause: trigger ? causeOf(trigger, asked.text, mentions, joinedAt) : null };
  });
  const paced = edits ? [] : floods.map((hit) => ({ hit, cause: floodCause(hit, asked.ms, timesSince) }));
  return [...alone, ...paced]
    .flatMap(({ hit: { rule, response }, cause }) =>
      cause === null ? [] : [{ rule, response, cause, name: named(community, rule)?.name ?? '' }],
    )
    .sort((a, b) => Number(b.response === 'hide') - Number(a.response === 'hide'));
};

/** The rule that would hide these words from others; null for none. */
export const hiddenBy = (...asked: Parameters<typeof rulesMetBy>): RuleMetView | null => {
  const [first] = rulesMetBy(...asked);
  return first?.response === 'hide' ? first : null;
};

/** Which enabled rules a text meets by itself, for a long-standing member of no exempt role: to try rules out. */
export const rulesTried = (rules: Iterable<AutoRule>, text: string, ms: number): readonly RuleMetView[] => {
  const mentions = mentionsIn(text);
  return [...rules].flatMap(({ id, name, response, enabled, trigger }) => {
    if (!enabled || !meetsTrigger(trigger, { text, mentions, ms }, 0)) return [];
    const cause = causeOf(trigger, text, mentions, 0);
    return cause === null ? [] : [{ rule: id, name, response, cause }];
  });
};
