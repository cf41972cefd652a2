import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToHex, concatBytes, textToBytes } from '../../../src/base/index.ts';
import {
  type EnvelopeHeader,
  hashHeader,
  headerToAssociatedData,
  headerToBytes,
} from '../../../src/crypto/index.ts';
import { createWorld } from './world.ts';

const { suite, seal } = await createWorld('header');
const other = await createWorld('another writer');
const first = seal('first', null);
const headers: readonly EnvelopeHeader[] = [
  first,
  seal('second', first),
  seal('first again', null, [first.hash]),
  other.seal('elsewhere', null),
  { header: { ...first.header, stream: { kind: 'governance' } as const } },
  { header: { ...first.header, epoch: other.epoch } },
].map(({ header }) => header);

test('[S5] hash and associated data are of the whole header, whatever was hashed before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...headers), { minLength: 1, maxLength: 20 }), (order) => {
      for (const header of order) {
        const bytes = headerToBytes(header);
        const hashed = suite.hash(textToBytes('maru/envelope'), bytes);
        expect(hashHeader(suite, header)).toBe(bytesToHex(hashed));
        // The body's hash stands last: what the body is sealed with is all before it.
        const sealedWith = concatBytes(textToBytes('maru/sealed'), bytes.subarray(0, -32));
        expect(headerToAssociatedData(header)).toEqual(sealedWith);
      }
    }),
  );
});
