/** Who may act on whom and what [T12]: one table, asked of `canAct`, and of `resolve` where somebody does it all the same. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import { type Community, canAct, type Ground, resolve } from '../../../src/governance/index.ts';
import { permissionsOf } from '../../../src/model/index.ts';
import { now, table } from './act-cases.ts';
import { table as permissionTable } from './permission-cases.ts';
import { createSettled, type Settled } from './settled.ts';
import { testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

describe('acts [T12]', () => {
  it('are, with permissions, a table of 200 cases and more', () =>
    expect(table.length + permissionTable.length).toBeGreaterThanOrEqual(200));

  /** One for each set of permissions; what a case sends is taken back after it. */
  const worlds = new Map<bigint, { readonly world: Settled; readonly before: Community }>();
  const worldWhere = (staffMay: bigint) => {
    const known = worlds.get(staffMay);
    if (known !== undefined) return known;
    const world = createSettled(suite, staffMay);
    const made = { world, before: resolve(suite, world.root, world.envelopes) };
    worlds.set(staffMay, made);
    return made;
  };

  it.each(table)('%s', (_, actor, may, toOp, verdict) => {
    const { world, before } = worldWhere(permissionsOf('viewChannel', ...may));
    expect(before.refused).toEqual([]);
    const { length, head } = world[actor];
    const op = toOp(world);
    const grounds: Ground[] = [];
    const answer = canAct(before, world[actor].id, op, now, (ground) => void grounds.push(ground));
    expect(answer.ok ? 'may' : answer.error.reason).toBe(verdict);
    // Whatever is allowed can be explained.
    if (answer.ok) expect(grounds.length).toBeGreaterThan(0);
    // The one who does it anyway has done nothing.
    const sent = world.send(world[actor], [op], world.seen(), now);
    const after = resolve(suite, world.root, world.envelopes);
    world.envelopes.pop();
    Object.assign(world[actor], { length, head });
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
