/** The cipher suite on 300-byte messages: seal, open, sign, verify. */
import { createSuite } from '@maru/sync-core';
import { createNodeRandom } from '@maru/sync-core/drivers/node';
import { type Figure, measure } from '../lib/trial.ts';

const none = new Uint8Array(0);

export const runCrypto = async (repetitions: number): Promise<readonly Figure[]> => {
  const suite = await createSuite(createNodeRandom());
  const key = suite.random.bytes(32);
  const keys = suite.signingKeyPair(suite.random.bytes(32));
  const message = suite.random.bytes(300);
  const sealed = suite.seal(message, key, none);
  const signature = suite.sign(message, keys.secretKey);
  const repeat = (name: string, operations: number, once: () => boolean): Figure =>
    measure(
      {
        name,
        operations,
        prepare: () => ({ good: 0 }),
        run: (world) => {
          for (let index = 0; index < operations; index++) if (once()) world.good++;
        },
        verify: ({ good }) => {
          if (good !== operations) throw new Error(`${name}: ${operations - good} failed`);
        },
      },
      repetitions,
    );
  return [
    repeat('seal 300 bytes', 5_000, () => suite.seal(message, key, none).length > message.length),
    repeat('open 300 bytes', 5_000, () => suite.open(sealed, key, none)?.length === message.length),
    repeat('sign 300 bytes', 1_000, () => suite.sign(message, keys.secretKey).length === 64),
    repeat('verify 300 bytes', 1_000, () => suite.verify(signature, message, keys.publicKey)),
  ];
};
