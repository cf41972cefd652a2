/**
 * A member with a modified client and somebody's note: foreign ids, no permission, after removal, carets in another's
 * name, huge fields, depth, pieces without end, and documents by the hundred (HARDENING 14) [S1, S2, T10, T11, T12].
 */
import { expect, test } from 'vitest';
import { type Doc, XmlElement } from 'yjs';
import { noteRoot, writerToClientId } from '../../src/documents/index.ts';
import { documentStream, limits, type MessageId } from '../../src/model/index.ts';
import { caretFrame, createNoteVictims, type NoteVictims, paragraph, scribble, updated } from './notes.ts';
import { sameEverywhere } from './rogue.ts';

const expectUntouched = async (
  { world, ada, chae, reads }: NoteVictims,
  words: readonly string[],
): Promise<void> => {
  for (const one of [ada, chae]) {
    await world.settled(world.home(one).documents.settle());
    expect(await reads(one)).toEqual(words);
  }
  expect(sameEverywhere(world, ada, chae)).toBe(true);
  expect(world.errors).toEqual([]);
};

test('[T10] updates in another’s name, of a seat nobody has, too deep, too large or no updates at all count nowhere', async () => {
  using victims = await createNoteVictims();
  const { world, ada, bo, page, clientOf, write } = victims;
  const honest = await page(ada);
  await world.settled(honest.write('ada’s plan'));
  await world.run(60_000);
  const nest = (doc: Doc): void => {
    let inner = new XmlElement('blockquote');
    const outer = inner;
    doc.getXmlFragment(noteRoot).push([outer]);
    for (let depth = 0; depth < 1_000; depth++) {
      const next = new XmlElement('blockquote');
      inner.insert(0, [next]);
      inner = next;
    }
  };
  const forged = [
    scribble(clientOf(ada), paragraph('ada never said this')),
    scribble(clientOf(bo, 5), paragraph('of another seat')),
    scribble(7, paragraph('of nobody')),
    scribble(clientOf(bo), (doc) => doc.getMap('elsewhere').set('a', 'hidden')),
    scribble(clientOf(bo), nest),
    Uint8Array.of(1, 2, 3, 255, 255, 255, 255, 255),
    new Uint8Array(limits.documentPieceBytes).fill(255),
    new Uint8Array(),
  ];
  // Each in a log of its own, so that one isn't refused for the one before it.
  for (const [at, update] of forged.entries()) {
    const nonce = new Uint8Array(16).fill(at + 1);
    await write(updated(update), { nonce, number: 0, previous: null });
  }
  await expectUntouched(victims, ['ada’s plan']);
  // Who sees it open notices nothing, and goes on.
  await world.settled(honest.write(' goes on'));
  await world.run(60_000);
  await expectUntouched(victims, ['ada’s plan goes on']);
  expect(honest.resets()).toBe(0);
});

test('[T12] [T11] who may not edit, may not any more, or was removed changes nothing; words that counted stay', async () => {
  using victims = await createNoteVictims();
  const { world, ada, bo, channel, page, clientOf, clientUnder, write } = victims;
  const guest = await page(bo);
  await world.settled(guest.write('while bo might'));
  await world.run(60_000);
  guest.close();
  const { commands } = world.home(ada);
  await world.settled(
    commands.saveOverwrites({ channel }, [
      {
        target: { kind: 'member', id: world.memberOf(bo) },
        allow: [],
        deny: ['editPages'],
      },
    ]),
  );
  await world.run(30_000);
  const [epoch] = world.epochs(ada);
  if (!epoch) throw new Error('no epoch');
  const before = world.home(bo).core.governance.current().heads;
  const at = world.home(bo).core.clock.now();
  const one = new Uint8Array(16).fill(1);
  await write(updated(scribble(clientUnder(bo, one), paragraph('though bo may not'))), {
    nonce: one,
    number: 0,
    previous: null,
  });
  await expectUntouched(victims, ['while bo might']);
  await world.settled(commands.saveOverwrites({ channel }, []));
  await world.settled(commands.ban(world.memberOf(bo), 'vandal', null));
  await world.run(30_000);
  const two = new Uint8Array(16).fill(2);
  await write(updated(scribble(clientUnder(bo, two), paragraph('dated back'))), {
    nonce: two,
    number: 0,
    previous: null,
    cites: before,
    ms: at,
    epoch: epoch.id,
  });
  await write(updated(scribble(clientOf(bo, 1), paragraph('after all')), false, 1), { epoch: epoch.id });
  await expectUntouched(victims, ['while bo might']);
});

test('[T12] carets in another’s name and of who may not edit reach no page', async () => {
  using victims = await createNoteVictims();
  const { world, ada, bo, chae, channel, stream, page, clientOf } = victims;
  const open = await page(ada);
  await world.settled(open.write('ada’s'));
  await world.run(60_000);
  const seen: string[] = [];
  for (const one of [ada, chae])
    one.client()?.listen('noteCaret', ({ member, frame }) => {
      if (frame !== null) seen.push(`${member === world.memberOf(bo)}`);
    });
  const { room, writer } = world.home(bo);
  const { nonce } = writer.opening();
  const theirs = world.home(ada).writer.opening().nonce;
  const say = { document: stream, seat: 0 } as const;
  for (const [claimed, client] of [
    [nonce, clientOf(ada)],
    [theirs, clientOf(ada)],
    [nonce, 7],
    [nonce, clientOf(bo, 3)],
  ] as const) {
    room.sayOfDocument(
      { ...say, type: 'documentCaret', nonce: claimed, frame: caretFrame(client, 'Ada') },
      channel,
    );
  }
  await world.run(2_000);
  expect(seen).toEqual([]);
  expect(open.text()).toEqual(['ada’s']);
  room.sayOfDocument(
    { ...say, type: 'documentCaret', nonce, frame: caretFrame(clientOf(bo), 'Bo') },
    channel,
  );
  await world.run(2_000);
  expect(seen).toEqual(['true']);
  await world.settled(
    world
      .home(ada)
      .commands.saveOverwrites({ channel }, [
        { target: { kind: 'member', id: world.memberOf(bo) }, allow: [], deny: ['editPages'] },
      ]),
  );
  await world.run(2_000);
  room.sayOfDocument(
    { ...say, type: 'documentCaret', nonce, frame: caretFrame(clientOf(bo), 'Bo') },
    channel,
  );
  await world.run(2_000);
  expect(seen).toEqual(['true']);
});

test('an update beyond its limit and pieces that never end count for nothing; what comes beside them is read', async () => {
  using victims = await createNoteVictims();
  const { world, ada, page, write } = victims;
  const honest = await page(ada);
  await world.settled(honest.write('ada’s'));
  await world.run(60_000);
  const piece = new Uint8Array(limits.documentPieceBytes);
  const { rogue, stream } = victims;
  const forged = [rogue.seal(stream, [updated(piece, true)])];
  for (let sent = piece.length; sent < limits.documentUpdateBytes + 10 * piece.length; sent += piece.length) {
    const last = forged.at(-1)?.envelope;
    if (!last) throw new Error('unreachable');
    const { number } = last.header;
    forged.push(rogue.seal(stream, [updated(piece, true)], { number: number + 1, previous: last.hash }));
  }
  honest.close();
  await rogue.publishAll(forged);
  // An end that makes whole what is too large, and honest words after it.
  await write(updated(piece, false));
  const again = await page(ada);
  await world.settled(again.write(' goes on'));
  await world.run(60_000);
  await expectUntouched(victims, ['ada’s goes on']);
});

test('documents in threads that nobody made: others’ notes are read in beside them, the same everywhere', async () => {
  using victims = await createNoteVictims();
  const { world, ada, bo, channel, page, rogue } = victims;
  const honest = await page(ada);
  await world.settled(honest.write('ada’s'));
  await rogue.publishAll(
    Array.from({ length: 30 }, (_, at) => {
      const thread = at.toString(16).padStart(32, '0') as MessageId;
      const stream = documentStream('note', channel, thread);
      const bound = writerToClientId(victims.writerOf(bo, 0, stream));
      return rogue.seal(stream, [updated(scribble(bound, paragraph('nobody asked for this')))]);
    }),
  );
  await world.run(60_000);
  await expectUntouched(victims, ['ada’s']);
});
