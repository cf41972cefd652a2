import { expect, test } from 'vitest';
import type { MessageId } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { openNotePage } from '../../testing/sim/note-page.ts';
import { createCircle } from './circle.ts';

test('comments, search, versions and undoing a person: the same for everyone, and gone with what they stand on', async () => {
  using world = await createCircle(['ada', 'bo', 'chae']);
  const { settled, run, home, channel: talk, errors } = world;
  const [ada, bo, chae] = [world.person('ada'), world.person('bo'), world.person('chae')];
  const made = await settled(
    home(ada).commands.createChannel({ category: null, kind: 'note', name: 'plan', topic: '' }),
  );
  if (!made.ok) throw new Error('no channel');
  const { channel } = made.value;
  await run(10_000);
  const place = { channel, thread: null };
  const note = { kind: 'note', ...place } as const;
  const open = async (one: Installation, where = channel, thread: MessageId | null = null) => {
    const client = one.client();
    const page = client && (await settled(openNotePage(client, home(one), where, thread)));
    if (!page) throw new Error('no page');
    return page;
  };
  const [hers, his] = [await open(ada), await open(bo)];
  await settled(hers.write('가을 소풍 계획'));
  await run(60_000);
  const beforeBo = home(ada).core.clock.now();
  await settled(his.write(' 헛소리', 0));
  await settled(his.write('vandal', 1));
  await run(60_000);

  // A note of a thread in a channel of talk.
  await world.post(chae, 'where do we meet');
  await run(5_000);
  const [root] = home(chae).queries.page({ channel: talk, thread: null }, { kind: 'newest' }, 1).messages;
  if (!root) throw new Error('no message');
  await settled((await open(chae, talk, root.id)).write('소풍 장소'));
  await run(60_000);

  // Search and the list, read in by themselves.
  const found = home(bo).queries.search('소풍', null, null, 20);
  expect(
    found.documents.map(({ kind, channel: where, thread, excerpt }) => [kind, where, thread, excerpt]),
  ).toEqual([
    ['note', talk, root.id, '소풍 장소'],
    ['note', channel, null, '가을 소풍 계획 헛소리'],
  ]);
  expect(found.documents[0]?.ranges).toEqual([[0, 2]]);
  const list = home(bo).documents.queries.list();
  expect(
    list.map(({ title, channelName, changedBy, canEdit }) => [title, channelName, changedBy?.name, canEdit]),
  ).toEqual([
    ['소풍 장소', 'general', 'chae', true],
    ['가을 소풍 계획 헛소리', 'plan', 'bo', true],
  ]);

  // A comment and a suggestion.
  const posted = await settled(
    home(chae).documents.comments.post(place, {
      text: '언제?',
      target: { kind: 'note', anchor: Uint8Array.of(1, 2, 3) },
      quote: '가을',
      suggestion: '10월',
    }),
  );
  if (!posted.ok) throw new Error('not posted');
  await run(10_000);
  const comments = (one: Installation) => {
    const listed = home(one).documents.comments.list(place);
    if (!listed.ok) throw new Error('no comments');
    return listed.value.comments;
  };
  expect(comments(ada)).toMatchObject([
    {
      message: { text: '언제?', author: { name: 'chae' } },
      target: { kind: 'note', anchor: Uint8Array.of(1, 2, 3) },
      quote: '가을',
      suggestion: '10월',
      outcome: 'open',
      canClose: true,
    },
  ]);
  await settled(home(ada).commands.post({ channel, thread: posted.value.message }, '토요일', null));
  expect((await settled(home(bo).documents.comments.close(posted.value.message, 'accepted'))).ok).toBe(true);
  await run(10_000);
  for (const one of [ada, bo, chae])
    expect(comments(one)).toMatchObject([
      { outcome: 'accepted', closedBy: { name: 'bo' }, message: { threadInfo: { count: 1 } } },
    ]);
  await settled(home(chae).commands.remove(posted.value.message));
  await run(10_000);
  expect(comments(ada)).toEqual([]);

  // Versions, and what bo wrote is undone: chae's click, everybody's page.
  const history = home(chae).documents.queries.history(note);
  if (!history.ok) throw new Error('no history');
  expect(history.value.versions.map(({ by }) => by?.name)).toEqual(['bo', 'ada']);
  const first = history.value.versions[1]?.id ?? '';
  expect(home(chae).documents.queries.noteAt(note, first).ok).toBe(true);
  expect(home(chae).documents.queries.noteAt(note, 'none').ok).toBe(false);
  const undone = await settled(home(chae).documents.undoPerson(note, world.memberOf(bo), beforeBo));
  expect(undone).toEqual({ ok: true, value: { undone: true } });
  await run(60_000);
  for (const page of [hers, his, await open(chae)])
    expect(page.text().filter((line) => line !== '')).toEqual(['가을 소풍 계획']);
  expect(home(bo).queries.search('vandal', null, null, 20).documents).toEqual([]);
  const dumps = [ada, bo, chae].map((one) => home(one).core.store.projectionDump());
  expect(new Set(dumps).size).toBe(1);
  expect(errors).toEqual([]);
});
