/**
 * A few people at one note and one board, for a minute of random acts under random faults; then good
 * weather. What was acknowledged has to be in them, all have to agree, and pages show what the file says.
 */
import { automergeFromPackage } from '../../drivers/node/automerge.ts';
import { startAutomerge } from '../../src/documents/index.ts';
import { documentStream } from '../../src/model/index.ts';
import { createDice } from '../../testing/sim/dice.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { openNotePage, type SimNotePage } from '../../testing/sim/note-page.ts';
import { createBoardActs } from './board-acts.ts';
import { createStage } from './pair.ts';

await startAutomerge(automergeFromPackage);

const names = ['ada', 'bo', 'chae', 'dan'] as const;
const stormMs = 60_000;
const calmMs = 25_000;

export type DocumentsResult = {
  readonly broken: readonly string[];
  /** How often each thing happened. */
  readonly counts: ReadonlyMap<string, number>;
};

export const runDocuments = async (
  seed: number,
  options: { readonly removing?: boolean } = {},
): Promise<DocumentsResult> => {
  const dice = createDice(`documents ${seed}`);
  const { run, settled, install, network, relay, errors } = await createStage();
  const broken: string[] = [];
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const people: Installation[] = [];
  for (const [index, name] of names.entries())
    people.push(await install(name, index % 2 === 0 ? 'commit' : 'persist'));
  const [ada] = people;
  if (!ada) throw new Error('nobody');
  const founded = await settled(ada.client()?.createCommunity('World'));
  if (!founded.ok) throw new Error('not founded');
  const { community } = founded.value;
  const home = (one: Installation) => one.community(community);
  const invite = await settled(home(ada)?.commands.createInvite({ maxAgeMs: null, maxUses: null }));
  if (!invite.ok) throw new Error('no invite');
  for (const one of people.slice(1)) await settled(one.client()?.joinCommunity(invite.value.link));
  const made = await settled(
    home(ada)?.commands.createChannel({ category: null, kind: 'note', name: 'plan', topic: '' }),
  );
  if (!made.ok) throw new Error('no channel');
  const { channel } = made.value;
  const planned = await settled(
    home(ada)?.commands.createChannel({ category: null, kind: 'board', name: 'board', topic: '' }),
  );
  if (!planned.ok) throw new Error('no board');
  const board = documentStream('board', planned.value.channel);
  const boardActs = createBoardActs({ channel: board.channel, dice, home, count });
  await run(20_000);

  const pages = new Map<string, SimNotePage>();
  const opening = new Set<string>();
  /** Words and by whom, once they were acknowledged. */
  const kept = new Map<string, string>();
  let next = 0;

  const openPage = (one: Installation): void => {
    const [client, at] = [one.client(), home(one)];
    if (!client || !at || opening.has(one.name)) return;
    opening.add(one.name);
    openNotePage(client, at, channel)
      .then((page) => {
        opening.delete(one.name);
        if (page && one.client() === client) pages.set(one.name, page);
        else page?.close();
      })
      // Who crashed meanwhile reads from a file that is closed.
      .catch((thrown: unknown) => {
        opening.delete(one.name);
        if (one.client() === client) throw thrown;
      });
  };
  const act = (one: Installation): void => {
    const page = pages.get(one.name);
    if (!page) {
      openPage(one);
      return;
    }
    if (!page.isOpen()) {
      page.close();
      pages.delete(one.name);
      return;
    }
    if (dice.chance(0.08)) {
      page.close();
      pages.delete(one.name);
      count('closed');
      return;
    }
    if (!page.canEdit()) return;
    if (dice.chance(0.12) && page.text().length > 0) {
      const paragraph = dice.below(page.text().length);
      // Only blanks are taken out, so that words can be looked for.
      const at = page.text()[paragraph]?.indexOf('  ') ?? -1;
      if (at >= 0) void page.erase(paragraph, at, 1).then((ok) => ok && count('erased'));
      return;
    }
    const word = `w${next++}`;
    const { client } = { client: one.client() };
    count('written');
    void page.write(` ${word} `, dice.below(4)).then((ok) => {
      if (!ok || one.client() !== client) return;
      kept.set(word, one.name);
      count('acknowledged');
    });
  };
  const crash = (one: Installation): void => {
    if (!one.client()) return;
    pages.delete(one.name);
    opening.delete(one.name);
    one.crash();
  };
  const starting = new Set<string>();
  const restart = (one: Installation): void => {
    if (one.client() || starting.has(one.name)) return;
    starting.add(one.name);
    void one.start().then(() => starting.delete(one.name));
  };
  const strikes: { readonly [what: string]: (one: Installation) => void } = {
    cut(one) {
      one.weather.cut = true;
      network.drop(one.name);
    },
    drop: (one) => void network.drop(one.name),
    'mute up'(one) {
      one.weather.muteUp = true;
    },
    'mute down'(one) {
      one.weather.muteDown = true;
    },
    slow(one) {
      one.weather.slow = dice.between(10, 100);
    },
    crash,
    wipe() {
      relay.wipe();
      network.drop(null);
    },
    full(one) {
      one.full = true;
    },
    replay: (one) => void network.replay(one.name),
  };
  const strike = (one: Installation): void => {
    const what = dice.pick(Object.keys(strikes));
    strikes[what]?.(one);
    count(what);
  };
  const heal = (one: Installation): void => {
    const { weather } = one;
    if (weather.muteUp || weather.muteDown) network.drop(one.name);
    Object.assign(weather, { cut: false, muteUp: false, muteDown: false, slow: 1 });
    one.full = false;
    restart(one);
  };

  const stepMs = 250;
  for (let at = 0; at < stormMs; at += stepMs) {
    await run(stepMs);
    if (dice.chance(0.6)) act(dice.pick(people));
    if (dice.chance(0.2)) boardActs.act(dice.pick(people));
    if (dice.chance(0.06)) strike(dice.pick(people));
    if (dice.chance(0.15)) heal(dice.pick(people));
    if (options.removing && at === stormMs / 2) {
      const dan = people[3] && home(people[3]);
      if (dan) void home(ada)?.commands.kick(dan.core.self, 'spam');
    }
  }
  for (const one of people) heal(one);
  await run(calmMs);
  for (const one of people) one.client()?.reconnect();
  await run(240_000);

  const members = options.removing ? people.slice(0, 3) : people;
  const dumps = new Set<string>();
  const views = new Set<string>();
  for (const one of members) {
    const at = home(one);
    if (!at) {
      broken.push(`${one.name} is gone`);
      continue;
    }
    await settled(at.documents.settle());
    await run(20_000);
  }
  for (const one of members) {
    const at = home(one);
    if (!at) continue;
    await settled(at.documents.settle());
    dumps.add(at.core.store.projectionDump());
    if (at.core.store.pendingDocuments().length > 0) broken.push(`${one.name} still keeps something`);
    const page = await settled(openNotePage(one.client() ?? failed(), at, channel));
    const open = pages.get(one.name);
    if (!page) broken.push(`${one.name} can not open the note`);
    else if (open?.isOpen() && open.text().join('\n') !== page.text().join('\n'))
      broken.push(`${one.name}'s page shows something else than the note says`);
    const words = new Set(page?.text().join(' ').split(/\s+/));
    const lost = [...kept].filter(
      ([word, by]) => !words.has(word) && !(options.removing === true && by === 'dan'),
    );
    if (lost.length > 0)
      broken.push(`${one.name} lacks ${lost.map(([word, by]) => `${word} of ${by}`).join(', ')}`);
    page?.close();
    const shown = await settled(at.documents.boards.board(board, null, null));
    if (!shown.ok) broken.push(`${one.name} can not open the board`);
    else {
      const wrong = boardActs.check(shown.value, options.removing === true ? 'dan' : null);
      broken.push(...wrong.map((what) => `${one.name} ${what}`));
      views.add(JSON.stringify(shown.value.board));
    }
  }
  if (views.size > 1) broken.push('boards differ');
  if (dumps.size > 1) broken.push('notes differ');
  broken.push(...errors);
  for (const one of people) one.crash();
  return { broken, counts };
};

const failed = (): never => {
  throw new Error('not running');
};
