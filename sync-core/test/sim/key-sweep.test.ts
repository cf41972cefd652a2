/**
 * Random removals, rotations, private channels and words, with people going off and on the network. The
 * checker knows nothing of keys: it notes who could see a channel, by the author's own view when they wrote
 * and by the owner's view from then on (only the owner lets in and takes out), and holds every installation's
 * file against that. Nobody else may ever have read the word [T13].
 */
import { expect, test } from 'vitest';
import { can } from '../../src/governance/index.ts';
import type { ChannelId } from '../../src/model/index.ts';
import { createDice } from '../../testing/sim/dice.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';

const names = ['ada', 'bo', 'chae', 'dan'] as const;
const acts = 40;
/** `MARU_KEY_SEEDS` asks for more than a run of CI takes. */
const seeds = Number(process.env['MARU_KEY_SEEDS'] ?? 8);
const timeoutMs = 60_000 + seeds * 5_000;

type Word = { readonly text: string; readonly channel: ChannelId; readonly allowed: Set<string> };

const play = async (seed: number) => {
  using world = await createCircle(names);
  const dice = createDice(`keys ${seed}`);
  const people = names.map((name) => world.person(name));
  const others = people.slice(1);
  const owner = world.person('ada');
  const words: Word[] = [];
  const counts = { words: 0, removals: 0, rotations: 0, changes: 0, refused: 0 };
  const sees = (whose: Installation, who: Installation, channel: ChannelId): boolean =>
    can(world.home(whose).core.governance.current(), world.memberOf(who), 'viewChannel', { channel });
  /** Whoever the owner lets see a channel may read what was ever said in it. */
  const noteOwner = (): void => {
    for (const { channel, allowed } of words)
      for (const one of people) if (sees(owner, one, channel)) allowed.add(one.name);
  };
  const channelsOf = (one: Installation): readonly ChannelId[] =>
    [...world.home(one).core.governance.current().channels.keys()].filter((channel) =>
      sees(one, one, channel),
    );
  const heard = async (outcome: Promise<{ readonly ok: boolean }>): Promise<boolean> => {
    const { ok } = await world.settled(outcome);
    if (!ok) counts.refused++;
    return ok;
  };

  const write = async (one: Installation): Promise<void> => {
    const channels = channelsOf(one);
    if (channels.length === 0) return;
    const channel = dice.pick(channels);
    const word = {
      text: `word ${words.length} of seed ${seed}.`,
      channel,
      allowed: new Set(people.filter((who) => sees(one, who, channel)).map(({ name }) => name)),
    };
    words.push(word);
    counts.words++;
    await heard(world.home(one).commands.post({ channel, thread: null }, word.text, null));
  };

  const change = async (): Promise<void> => {
    const hidden = [...world.home(owner).core.governance.current().channels.keys()].slice(1);
    const target = dice.pick(others);
    if (hidden.length === 0 || dice.chance(0.25)) {
      const members = others
        .filter((one) => sees(owner, one, world.channel) && dice.chance(0.5))
        .map(world.memberOf);
      const { commands } = world.home(owner);
      const wanted = { category: null, kind: 'text', name: 'secret', topic: '', roles: [], members } as const;
      await heard(commands.createPrivateChannel(wanted));
    } else {
      const inside = dice.chance(0.5);
      await heard(
        world.home(owner).commands.saveOverwrites({ channel: dice.pick(hidden) }, [
          {
            target: { kind: 'member', id: world.memberOf(target) },
            allow: inside ? ['viewChannel'] : [],
            deny: inside ? [] : ['viewChannel'],
          },
        ]),
      );
    }
    counts.changes++;
  };

  for (let i = 0; i < acts; i++) {
    const one = dice.pick(people);
    const roll = dice.between(0, 99);
    if (roll < 50) await write(one);
    else if (roll < 68) await change();
    else if (roll < 78) {
      counts.rotations++;
      await heard(world.home(one).commands.rotateKeys(dice.pick([null, ...channelsOf(one)])));
    } else if (roll < 82) {
      counts.removals++;
      await heard(world.home(owner).commands.kick(world.memberOf(dice.pick(others)), ''));
    } else if (roll < 91) world.offline(one);
    else world.online(one);
    noteOwner();
    await world.run(dice.between(0, 8_000));
  }
  for (const one of people) world.online(one);
  await world.run(120_000);
  noteOwner();

  const leaks = people.flatMap((one) => {
    const dump = world.home(one).core.store.projectionDump();
    return words
      .filter(({ text, allowed }) => dump.includes(text) && !allowed.has(one.name))
      .map(({ text }) => `${one.name} reads "${text}"`);
  });
  // Who is in and sees a channel reads all that its other members read of it.
  const present = people.filter((one) => sees(owner, one, world.channel));
  const lost = present.flatMap((one) =>
    channelsOf(one).flatMap((channel) => {
      const waiting = world.home(one).queries.waitingForKey(channel);
      return waiting > 0 ? [`${one.name} waits for ${waiting} keys`] : [];
    }),
  );
  return { leaks, lost, errors: world.errors, counts };
};

test(
  '[T13] random removals, rotations and private channels: nobody outside of an audience reads a word, nobody inside waits for one',
  async () => {
    const sum = { words: 0, removals: 0, rotations: 0, changes: 0, refused: 0 };
    for (let seed = 1; seed <= seeds; seed++) {
      const { leaks, lost, errors, counts } = await play(seed);
      expect({ seed, leaks, lost, errors }).toEqual({ seed, leaks: [], lost: [], errors: [] });
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counts[key];
    }
    // The runs did real work.
    expect(sum.words).toBeGreaterThan(8 * seeds);
    expect(sum.changes).toBeGreaterThan(2 * seeds);
    expect(sum.rotations).toBeGreaterThan(seeds);
    expect(sum.removals).toBeGreaterThan(seeds / 4);
  },
  timeoutMs,
);
