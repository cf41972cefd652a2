import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../drivers/node/index.ts';
import { createSuite } from '../../src/crypto/index.ts';
import { createSeededRandom } from '../../testing/seeded-random.ts';
import { checkVectors, type VectorFile } from '../../testing/vectors.ts';
import { generateVectors, vectorFileToJson } from './generate.ts';

const suite = await createSuite(createSeededRandom('checker'));
const native = await createSuite(createSeededRandom('checker'), nodeSha256);
const generated = await generateVectors();
const committed = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

describe('known-answer vectors', () => {
  for (const name of generated.keys()) {
    it(`${name}: every answer is given`, () => {
      const file: VectorFile = JSON.parse(committed(name));
      expect(file.cases.length).toBeGreaterThan(10);
      expect(checkVectors(suite, file)).toEqual([]);
    });

    it(`${name}: every answer is given with Node's own SHA-256`, () => {
      const file: VectorFile = JSON.parse(committed(name));
      expect(checkVectors(native, file)).toEqual([]);
    });
  }

  it("Node's own SHA-256 gives what the portable one gives, at every length around a block", () => {
    for (let length = 0; length < 200; length++) {
      const bytes = new Uint8Array(length + 1).fill(length).subarray(1);
      expect(native.hash(bytes)).toStrictEqual(suite.hash(bytes));
    }
  });

  it('are what generate.ts makes', () => {
    for (const [name, file] of generated) expect(committed(name)).toBe(vectorFileToJson(file));
  });

  it('the checker notices one changed byte of each format', () => {
    const file: VectorFile = JSON.parse(committed('formats.json'));
    const unnoticed: string[] = [];
    for (const vector of file.cases) {
      for (const [field, value] of Object.entries(vector)) {
        if (typeof value !== 'string' || !/^[0-9a-f]{32,}$/.test(value)) continue;
        // The last nibble of a value: still hex of the same length.
        const broken = value.slice(0, -1) + (value.endsWith('0') ? '1' : '0');
        if (checkVectors(suite, { about: '', cases: [{ ...vector, [field]: broken }] }).length === 0)
          unnoticed.push(`${vector.kind}.${field}`);
      }
    }
    // Another operation's bytes are as good; the members of these two are only there to read.
    const mayDiffer = ['operation.bytes', 'hello.member', 'room.member'];
    expect(unnoticed.filter((field) => !mayDiffer.includes(field))).toEqual([]);
  });

  it('an unknown kind is a failure', () => {
    expect(checkVectors(suite, { about: '', cases: [{ kind: 'nonsense', name: 'x' }] })).toHaveLength(1);
  });
});
