/** Loads the one library that a process is about. */
import type { Crdt } from './engine.ts';

export type Library = 'yjs' | 'automerge' | 'loro';

export const loadCrdt = async (library: Library): Promise<Crdt> => {
  switch (library) {
    case 'yjs':
      return (await import('./yjs.ts')).yjs;
    case 'automerge':
      return (await import('./automerge.ts')).automerge;
    case 'loro':
      return (await import('./loro.ts')).loro;
  }
};
