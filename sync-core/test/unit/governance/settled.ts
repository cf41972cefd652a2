/** A community with an owner, an administrator, two moderators of one role, a helper, two without roles and a banned one. */
import type { CipherSuite } from '../../../src/crypto/index.ts';
import type { OpId } from '../../../src/model/index.ts';
import { opToRoleId, permissionsOf } from '../../../src/model/index.ts';
import { createWorld, type Person, removeOp, roleOp, type Sent } from './world.ts';

const first = (sent: Sent): OpId => {
  const [id] = sent.ids;
  if (id === undefined) throw new Error('bug: nothing was sent');
  return id;
};

/** Roles from the highest down: `top`, `staff`, `boss` (an administrator's, yet below `staff`), `aide`. */
export const createSettled = (suite: CipherSuite, staffMay = permissionsOf('viewChannel')) => {
  const world = createWorld(suite);
  const { founder, send, invited } = world;
  const enter = (name: string): Person => {
    const who = world.person(name);
    send(who, [world.joinOp(who)], [invited]);
    return who;
  };
  const [high, mod, peer, boss, aide, plain, other, banned] = [
    enter('high'),
    enter('mod'),
    enter('peer'),
    enter('boss'),
    enter('aide'),
    enter('plain'),
    enter('other'),
    enter('banned'),
  ];
  const everyone = [high, mod, peer, boss, aide, plain, other, banned];
  /** Everything that anyone has said so far. */
  const seen = (): readonly Sent[] =>
    [founder, ...everyone].flatMap(({ log }) => {
      const envelope = world.envelopes.findLast((sent) => sent.log === log);
      return envelope === undefined ? [] : [{ envelope, ids: [] }];
    });
  const make = (order: string, permissions: bigint) =>
    opToRoleId(first(send(founder, [roleOp(order, permissions)], seen())));
  const top = make('t', staffMay);
  const staff = make('s', staffMay);
  const bossRole = make('k', permissionsOf('administrator'));
  const aideRole = make('c', permissionsOf('viewChannel', 'sendMessages'));
  const settled = send(
    founder,
    [
      { type: 'roleGranted', member: high.id, role: top },
      { type: 'roleGranted', member: mod.id, role: staff },
      { type: 'roleGranted', member: peer.id, role: staff },
      { type: 'roleGranted', member: boss.id, role: bossRole },
      { type: 'roleGranted', member: aide.id, role: aideRole },
      removeOp(banned, 1),
    ],
    seen(),
  );
  return {
    ...world,
    owner: founder,
    high,
    mod,
    peer,
    boss,
    aide,
    plain,
    other,
    banned,
    top,
    staff,
    bossRole,
    aideRole,
    settled,
    seen,
  };
};
export type Settled = ReturnType<typeof createSettled>;
