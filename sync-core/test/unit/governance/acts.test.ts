/** Who may act on whom and what [T12]: one table, asked of `canAct`, and of `resolve` where somebody does it all the same. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import { canAct, type Ground, resolve } from '../../../src/governance/index.ts';
import { permissionsOf } from '../../../src/model/index.ts';
import { now, table } from './act-cases.ts';
import { table as permissionTable } from './permission-cases.ts';
import { createSettled } from './settled.ts';
import { testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

describe('acts [T12]', () => {
  it('are, with permissions, a table of 200 cases and more', () =>
    expect(table.length + permissionTable.length).toBeGreaterThanOrEqual(200));

  it.each(table)('%s', (_, actor, may, toOp, verdict) => {
    const world = createSettled(suite, permissionsOf('viewChannel', ...may));
    const before = resolve(suite, world.root, world.envelopes);
    expect(before.refused).toEqual([]);
    const op = toOp(world);
    const grounds: Ground[] = [];
    const answer = canAct(before, world[actor].id, op, now, (ground) => void grounds.push(ground));
    expect(answer.ok ? 'may' : answer.error.reason).toBe(verdict);
    // Whatever is allowed can be explained.
    if (answer.ok) expect(grounds.length).toBeGreaterThan(0);
    // The one who does it anyway has done nothing.
    const sent = world.send(world[actor], [op], world.seen(), now);
    const after = resolve(suite, world.root, world.envelopes);
    expect(after.refused.map(({ op: id, reason, by }) => ({ id, reason, by }))).toEqual(
      verdict === 'may' ? [] : [{ id: sent.ids[0], reason: verdict, by: world[actor].id }],
    );
    if (verdict !== 'may')
      expect({ ...after, heads: [], refused: [], ownerSeenAt: 0 }).toEqual({
        ...before,
        heads: [],
        ownerSeenAt: 0,
      });
  });
});
