import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, type Connector, createClient, createSuite, type ImportProgress } from '@maru/sync-core';
import {
  createBetterSqliteDriver,
  createFileSecretStore,
  createJsonLogger,
  createNodeClock,
  createNodeRandom,
} from '@maru/sync-core/drivers/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createImportService, type ImportService } from '../../host/import/import-service.ts';
import type { LogFile } from '../../host/import/importer.ts';

/** No network: every attempt ends at once. */
const offline: Connector = {
  connect(_url, handlers) {
    queueMicrotask(() => handlers.closed('unreachable'));
    return { send: () => undefined, bufferedBytes: () => 0, close: () => undefined };
  },
};
const clock = createNodeClock();
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'irc');
const files: readonly LogFile[] = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.log'))
  .map((name) => ({ name: join('irc', name), bytes: new Uint8Array(readFileSync(join(fixtures, name))) }));

let folder: string;
let client: Client;
let told: ImportProgress[];
let imports: ImportService;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maru-import-'));
  const random = createNodeRandom();
  const opened = await createClient({
    suite: await createSuite(random),
    clock,
    random,
    driver: createBetterSqliteDriver({ folder }),
    secrets: createFileSecretStore(join(folder, 'secrets')),
    connector: offline,
    logger: createJsonLogger({ level: 'error' }),
    defaultRelayUrl: 'ws://127.0.0.1:1/sync',
    firstNames: { category: 'Chat', channel: 'general' },
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  client = opened.value;
  await client.createProfile({ name: 'ana', colour: 'jade' });
  told = [];
  imports = createImportService({ client, clock, emit: (progress) => told.push(progress) });
});

afterEach(async () => {
  await imports.close();
  await client.close();
  rmSync(folder, { recursive: true });
});

const start = async (community: Parameters<ImportService['start']>[0]['community']) => {
  const started = await imports.start({ community, name: 'Old days', files });
  if (!started.ok) throw new Error(started.error.kind);
  const finished = await imports.finished(started.value.id);
  if (!finished?.ok) throw new Error('the import failed');
  return { ...started.value, progress: finished.value.progress };
};

test('logs become a new community with a channel each; a second run doubles nothing', async () => {
  const first = await start(null);
  expect(first.progress).toMatchObject({
    phase: 'done',
    filesDone: files.length,
    malformed: 0,
    skippedDoubles: 0,
  });
  const open = client.community(first.community);
  const names = [...(open?.core.governance.current().channels.values() ?? [])].map(({ name }) => name);
  expect(names.sort()).toEqual(['channel-two', 'general', 'mediawiki', 'rust', 'ubuntu', 'ubuntu-meeting']);

  const second = await start(first.community);
  expect(second.progress).toMatchObject({ messages: 0, skippedDoubles: first.progress.messages });
  expect(open?.core.governance.current().channels.size).toBe(6);

  expect(told.at(-1)).toEqual(second.progress);
  expect(imports.list().map(({ id, phase }) => [id, phase])).toEqual([
    [first.id, 'done'],
    [second.id, 'done'],
  ]);
});

test('stopped before it began to write: nothing is lost, and the next run does all', async () => {
  const started = await imports.start({ community: null, name: 'Old days', files });
  if (!started.ok) throw new Error(started.error.kind);
  expect((await imports.stop(started.value.id)).ok).toBe(true);
  await imports.finished(started.value.id);
  expect(imports.list().at(-1)?.phase).toBe('stopped');
  expect((await imports.stop(started.value.id)).ok).toBe(false);
  const { progress } = await start(started.value.community);
  expect(progress).toMatchObject({ phase: 'done', filesDone: files.length });
});

test('an unknown import is not found', async () => {
  const started = await imports.start({ community: null, name: 'Old days', files: [] });
  if (!started.ok) throw new Error(started.error.kind);
  await imports.finished(started.value.id);
  expect(imports.finished('import-none')).toBeNull();
  expect(await imports.stop('import-none')).toEqual({ ok: false, error: { kind: 'not-found' } });
});
