/** Operations of a newer version: kept, passed on byte for byte, and folded once the app knows them [T10]. */
import { describe, expect, it } from 'vitest';
import { bytesEqual, encode } from '../../../src/base/index.ts';
import { openEnvelope } from '../../../src/crypto/index.ts';
import { operation, type TimelineOp } from '../../../src/model/index.ts';
import type { AppendRun, OpenedContent, StoredEnvelope } from '../../../src/storage/index.ts';
import { createAuthor, engines, nowMs, openWorld, post, stream, suite } from './store-world.ts';

const epochKey = new Uint8Array(32).fill(7);

const open = ({ envelope }: StoredEnvelope): OpenedContent => {
  const opened = openEnvelope(suite, envelope, epochKey);
  return opened.ok ? { kind: 'opened', content: opened.value } : { kind: 'bad-content' };
};

/** What a version that doesn't know reactions reads of the same envelopes. */
const asOlder = (run: AppendRun): AppendRun => ({
  ...run,
  items: run.items.map(({ envelope, content }) => ({
    envelope,
    content:
      content.kind !== 'opened'
        ? content
        : {
            kind: 'opened',
            content: {
              ...content.content,
              ops: content.content.ops.map((op) =>
                op.type === 'reacted' ? { type: 'unknown', raw: encode(operation, op).slice(1) } : op,
              ),
            },
          },
  })),
});

const conversation = () => {
  const ada = createAuthor('ada');
  const message = ada.write([post('hello')], nowMs);
  const reacted: TimelineOp = { type: 'reacted', message, emoji: '🎉', on: true };
  ada.write([post('and more'), reacted], nowMs + 1);
  ada.write([{ type: 'edited', message, text: 'hello all' }], nowMs + 2);
  return ada;
};

describe.each(engines)('operations of a newer version on %s', (engine) => {
  it('[T10] are taken up after an update, once, and nothing else changes', async () => {
    const ada = conversation();
    await using newer = await openWorld(engine, ada);
    newer.store.append([ada.run(0, 3)]);
    await using older = await openWorld(engine, ada);
    older.store.append([asOlder(ada.run(0, 3))]);
    const before = older.store.projectionDump();
    expect(before).not.toBe(newer.store.projectionDump());
    const change = older.store.takeUp(open);
    expect(older.store.projectionDump()).toBe(newer.store.projectionDump());
    expect(change.messages).toHaveLength(1);
    expect(older.store.takeUp(open).messages).toEqual([]);
    expect(older.store.digestOfAll()).toEqual(newer.store.digestOfAll());
  });

  it('[T10] may change what counts: everything is judged again when the operations known are others', async () => {
    const ada = conversation();
    await using world = await openWorld(engine, ada);
    world.judge = () => 'never';
    world.store.takeUp(open);
    world.store.append([ada.run(0, 3)]);
    world.judge = null;
    world.store.takeUp(open);
    expect(world.store.projectionDump()).toBe('');
    world.store.saveSetting('.operation-tags', Uint8Array.of(1));
    world.store.takeUp(open);
    expect(world.store.projectionDump().split('\n')).toHaveLength(2);
  });

  it('are passed on byte for byte by who does not know them', async () => {
    const ada = conversation();
    await using older = await openWorld(engine, ada);
    older.store.append([asOlder(ada.run(0, 3))]);
    const segment = older.store.segment(
      stream,
      ada.log,
      { from: 0, to: 3 },
      { opening: true, previous: true },
    );
    const bodies = segment?.items.map(({ body }) => body ?? new Uint8Array(0)) ?? [];
    expect(
      bodies.map((body, at) => bytesEqual(body, ada.sealed[at]?.envelope.body ?? body.slice(1))),
    ).toEqual([true, true, true]);
  });

  it('envelopes that made no sense to the older version are opened again', async () => {
    const ada = conversation();
    await using newer = await openWorld(engine, ada);
    newer.store.append([ada.run(0, 3)]);
    await using older = await openWorld(engine, ada);
    const run = ada.run(0, 3);
    const poison = { kind: 'bad-content' } as const;
    older.store.append([{ ...run, items: run.items.map(({ envelope }) => ({ envelope, content: poison })) }]);
    expect(older.store.projectionDump()).toBe('');
    older.store.takeUp(open);
    expect(older.store.projectionDump()).toBe(newer.store.projectionDump());
  });
});
