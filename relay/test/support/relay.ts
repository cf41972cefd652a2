/** A relay for one test: on a free port, in memory unless told otherwise, closed with the test. */
import type { LogFields, Logger } from '@maru/sync-core';
import { onTestFinished } from 'vitest';
import {
  createMemoryStore,
  createRelay,
  type Relay,
  type RelayAddress,
  type RelayDeps,
} from '../../src/index.ts';
import { random } from './actor.ts';

export type TestRelay = { readonly relay: Relay; readonly address: RelayAddress; readonly lines: string[] };

export const startRelay = async (deps: Partial<RelayDeps> = {}): Promise<TestRelay> => {
  const lines: string[] = [];
  const log =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      void lines.push(JSON.stringify({ level, message, ...fields }));
  const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  const relay = createRelay({
    host: '127.0.0.1',
    port: 0,
    openStore: () => createMemoryStore(random),
    random,
    logger,
    ...deps,
  });
  const address = await relay.listen();
  onTestFinished(() => relay.close());
  return { relay, address, lines };
};
