import { expect, it } from 'vitest';
import { textToBytes } from '../../../src/base/index.ts';
import { deviceKeys, openAside, sealAside } from '../../../src/crypto/index.ts';
import { limits } from '../../../src/model/index.ts';
import { createWorld, flip } from './world.ts';

const world = await createWorld('aside');
const { suite, community, keys } = world;
const stranger = await createWorld('aside, another');
const to = deviceKeys(suite, suite.random.bytes(32), community);
const context = { community, from: keys.device };
const seal = (text: string) => {
  const box = sealAside(suite, context, textToBytes(text), to.agreement.publicKey);
  if (!box) throw new Error('not sealed');
  return box;
};

it('what is said aside is read by the device it is for, and is as long as anything else that is', () => {
  expect(openAside(suite, context, seal('ring'), to.agreement)).toEqual(textToBytes('ring'));
  expect(openAside(suite, context, seal(''), to.agreement)).toEqual(textToBytes(''));
  expect(seal('ring')).toHaveLength(seal('x'.repeat(limits.asideBytes - 1)).length);
});

it('no other device reads it, and nobody repeats it as theirs, in another community, or changed', () => {
  const box = seal('ring');
  expect(openAside(suite, context, box, keys.agreement)).toBeNull();
  expect(openAside(suite, { ...context, from: to.device }, box, to.agreement)).toBeNull();
  expect(openAside(suite, { ...context, community: stranger.community }, box, to.agreement)).toBeNull();
  expect(openAside(suite, context, flip(box, box.length - 1), to.agreement)).toBeNull();
  // A box made for anything else, such as a key that is given.
  const key = suite.sealTo(suite.random.bytes(32), to.agreement.publicKey);
  expect(key && openAside(suite, context, key, to.agreement)).toBeNull();
});
