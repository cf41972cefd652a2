/** What people do in a simulated community: one random act at a time, recorded with its answer. */

import type { Outcome } from '../../src/client/errors.ts';
import type { OpenCommunity } from '../../src/client/index.ts';
import type { ChannelId, CommunityId } from '../../src/model/index.ts';
import type { Dice } from './dice.ts';
import type { Act, History } from './history.ts';
import type { Installation } from './installation.ts';
import type { PairLinks } from './pair-links.ts';
import type { Trace } from './trace.ts';

export type PeopleDeps = {
  readonly dice: Dice;
  readonly trace: Trace;
  readonly history: History;
  readonly community: CommunityId;
  readonly inviteLink: string;
  readonly pairs: PairLinks;
  readonly onError: (what: string) => void;
};

export type People = {
  /** Something random that this person can do now, or joining where that is still to be done. */
  act(who: Installation): void;
  post(who: Installation): void;
  join(who: Installation): void;
  /** A direct link from one to the other, as their pages would make one. */
  meet(one: Installation, other: Installation): void;
  /** Acts of this person without an answer yet. */
  open(who: Installation): number;
};

const emojis = ['👍', '🎉', '🤔'] as const;
const weights = {
  post: 40,
  thread: 12,
  edit: 14,
  remove: 6,
  react: 16,
  channel: 4,
  profile: 4,
  read: 8,
} as const;
const bag = Object.entries(weights).flatMap(([kind, weight]) =>
  Array.from({ length: weight }, () => kind as keyof typeof weights),
);

export const createPeople = (deps: PeopleDeps): People => {
  const { dice, trace, history, onError } = deps;
  const running = new Map<string, number>();

  const perform = <T>(
    who: Installation,
    act: Act,
    run: () => Promise<Outcome<T>>,
    onValue: (value: T) => void = () => undefined,
  ): void => {
    const entry = history.begin(who.name, act);
    const client = who.client();
    const refusals = who.refusals();
    running.set(who.name, (running.get(who.name) ?? 0) + 1);
    trace.note('act', entry.number, who.name, act.kind);
    run().then(
      (outcome) => {
        // An answer from a life that ended was never heard.
        if (who.client() !== client) return;
        running.set(who.name, (running.get(who.name) ?? 1) - 1);
        entry.state = outcome.ok ? 'acknowledged' : 'refused';
        trace.note('answer', entry.number, outcome.ok ? 'ok' : outcome.error.kind);
        if (outcome.ok) onValue(outcome.value);
        else if (outcome.error.kind === 'storage' && who.refusals() === refusals)
          onError(`act ${entry.number} met a failing disk`);
      },
      (thrown: unknown) => onError(`act ${entry.number} threw ${String(thrown)}`),
    );
  };

  const channelOf = ({ core }: OpenCommunity): ChannelId | null => {
    const channels = [...core.governance.current().channels.keys()];
    return channels.length === 0 ? null : dice.pick(channels);
  };

  const postIn = (who: Installation, community: OpenCommunity, thread: boolean): void => {
    const channel = channelOf(community);
    if (channel === null) return;
    const { messages } = community.queries.page({ channel, thread: null }, { kind: 'newest' }, 20);
    const root = thread && messages.length > 0 ? dice.pick(messages) : null;
    const place = { channel, thread: root && !root.deleted ? root.id : null };
    const act: Act = { kind: 'post', place, text: `post ${history.entries.length} 안녕`, message: null };
    perform(
      who,
      act,
      () => community.commands.post(place, act.text, null),
      ({ message }) => {
        act.message = message;
      },
    );
  };

  const onMessage = (
    who: Installation,
    community: OpenCommunity,
    kind: 'edit' | 'remove' | 'react' | 'read',
  ) => {
    const channel = channelOf(community);
    if (channel === null) return;
    const place = { channel, thread: null };
    const { messages } = community.queries.page(place, { kind: 'newest' }, 20);
    const mine = messages.filter((message) => message.mine && !message.deleted);
    const all = kind === 'edit' || kind === 'remove' ? mine : messages.filter(({ deleted }) => !deleted);
    if (all.length === 0) return postIn(who, community, false);
    const { id, position } = dice.pick(all);
    const number = history.entries.length;
    switch (kind) {
      case 'edit': {
        const text = `edit ${number} 바꿈`;
        return perform(who, { kind, message: id, text }, () => community.commands.edit(id, text));
      }
      case 'remove':
        return perform(who, { kind, message: id }, () => community.commands.remove(id));
      case 'react': {
        const emoji = dice.pick(emojis);
        const on = dice.chance(0.7);
        return perform(who, { kind, message: id, emoji, on }, () => community.commands.react(id, emoji, on));
      }
      case 'read':
        return perform(who, { kind, place, position }, () => community.commands.markRead(place, position));
    }
  };

  const people: People = {
    open: (who) => running.get(who.name) ?? 0,
    join(who) {
      const client = who.client();
      if (client && !client.community(deps.community))
        perform(who, { kind: 'join' }, () => client.joinCommunity(deps.inviteLink));
    },
    meet(one, other) {
      const [here, there] = [one.community(deps.community), other.community(deps.community)];
      const [a, b] = [one.site(), other.site()];
      if (!here || !there || !a || !b || one === other) return;
      trace.note('meet', one.name, other.name);
      const [attach, attachOther] = deps.pairs.connect(a, b);
      here.engine.addPeer(there.core.device.device, 'connector', attach);
      there.engine.addPeer(here.core.device.device, 'acceptor', attachOther);
    },
    post(who) {
      const community = who.community(deps.community);
      if (community?.queries.membership().kind === 'member') postIn(who, community, false);
    },
    act(who) {
      const community = who.community(deps.community);
      if (!community) return people.join(who);
      if (community.queries.membership().kind !== 'member') return;
      const kind = dice.pick(bag);
      const number = history.entries.length;
      switch (kind) {
        case 'post':
        case 'thread':
          return postIn(who, community, kind === 'thread');
        case 'edit':
        case 'remove':
        case 'react':
        case 'read':
          return onMessage(who, community, kind);
        case 'channel': {
          const name = `channel-${number}`;
          const act: Act = { kind: 'channel', name, channel: null };
          return perform(
            who,
            act,
            () => community.commands.createChannel({ category: null, kind: 'text', name, topic: '' }),
            ({ channel }) => {
              act.channel = channel;
            },
          );
        }
        case 'profile': {
          const name = `${who.name} ${number}`;
          return perform(who, { kind: 'profile', name }, () =>
            community.commands.editProfile({ name, colour: 'pine' }),
          );
        }
      }
    },
  };
  return people;
};
