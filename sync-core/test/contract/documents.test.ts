import { describe, test } from 'vitest';
import { documentContract } from '../../testing/contract/index.ts';
import { createBoardWorld, createNoteWorld } from './document-worlds.ts';

for (const [kind, createWorld] of [
  ['notes', createNoteWorld],
  ['boards', createBoardWorld],
] as const) {
  describe(`document contract: ${kind}`, () => {
    for (const { name, run } of documentContract()) {
      test(name, async () => {
        using world = createWorld();
        await run(world);
      });
    }
  });
}
