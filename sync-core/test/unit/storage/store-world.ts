/** A community store in memory-like files on each engine, and an author that seals real envelopes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBetterSqliteDriver, createSqlJsDriver } from '../../../drivers/node/index.ts';
import { bytesToHex } from '../../../src/base/index.ts';
import {
  type CipherSuite,
  createSuite,
  type Envelope,
  logIdOf,
  opIdOf,
  sealEnvelope,
} from '../../../src/crypto/index.ts';
import {
  type ChannelId,
  type CommunityId,
  channelStream,
  type DeviceId,
  type EnvelopeContent,
  type EpochId,
  type MemberId,
  type MessageId,
  type Operation,
  opToMessageId,
  type Stream,
  type TimelineOp,
} from '../../../src/model/index.ts';
import { type SqliteDatabase, StorageFailure } from '../../../src/ports/index.ts';
import {
  type AppendRun,
  type CommunityStore,
  createCommunityStore,
  type Sight,
} from '../../../src/storage/index.ts';
import type { BarReason, Judgement, Restraint } from '../../../src/timeline/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

export const engines = ['better-sqlite3', 'sql.js'] as const;
export type EngineName = (typeof engines)[number];

export const nowMs = 1_700_000_000_000;
export const community = '11'.repeat(32) as CommunityId;
export const channel = '22'.repeat(16) as ChannelId;
export const stream = channelStream(channel);
const epoch = '33'.repeat(16) as EpochId;
const epochKey = new Uint8Array(32).fill(7);

export const suite: CipherSuite = await createSuite(createSeededRandom('storage'));

export type Sealed = { readonly envelope: Envelope; readonly content: EnvelopeContent };

export const createAuthor = (name: string, where: Stream = stream) => {
  const keys = suite.signingKeyPair(suite.hash(new TextEncoder().encode(name)));
  const device = bytesToHex(keys.publicKey) as DeviceId;
  const opening = { device, nonce: new Uint8Array(16) };
  const log = logIdOf(suite, opening);
  const sealed: Sealed[] = [];
  return {
    device,
    /** In these tests a device's member is named by the device's own key. */
    member: device as string as MemberId,
    opening,
    log,
    sealed,
    write(ops: readonly Operation[], ms: number): MessageId {
      const content: EnvelopeContent = { time: { ms, counter: 0 }, ops };
      const number = sealed.length;
      const previous = sealed.at(-1)?.envelope.hash ?? null;
      const envelope = sealEnvelope(suite, {
        community,
        stream: where,
        log,
        number,
        previous,
        epoch,
        epochKey,
        cites: [],
        content,
        deviceSecretKey: keys.secretKey,
      });
      sealed.push({ envelope, content });
      return opToMessageId(opIdOf(suite, where, log, number, 0));
    },
    run(from: number, to: number): AppendRun {
      const items = sealed
        .slice(from, to)
        .map(({ envelope, content }) => ({ envelope, content: { kind: 'opened', content } as const }));
      return { stream: where, log, opening, items };
    },
  };
};
export type Author = ReturnType<typeof createAuthor>;

export const post = (
  text: string,
  more: Partial<Extract<TimelineOp, { type: 'posted' }>> = {},
): TimelineOp => ({
  type: 'posted',
  text,
  replyTo: null,
  thread: null,
  mentions: [],
  ...more,
});

export type World = {
  readonly store: CommunityStore;
  readonly database: SqliteDatabase;
  now: number;
  judge: ((log: string, number: number) => Judgement['verdict']) | null;
  /** What holds a message to more than permissions. */
  restrain: ((text: string, ms: number) => Restraint | null) | null;
  /** Why what is judged as `barred` is. */
  bar: BarReason;
  sight: Sight;
  /** All devices are this person's. */
  oneAuthor: MemberId | null;
  [Symbol.asyncDispose](): Promise<void>;
};

type StoreState = { now: number } & Partial<
  Pick<World, 'judge' | 'restrain' | 'bar' | 'sight' | 'oneAuthor'>
>;

/** A store over an open database; `state` is its clock and its governance. */
export const openStore = (database: SqliteDatabase, self: Author, state: StoreState): CommunityStore => {
  const store = createCommunityStore(database, {
    community,
    suite,
    clock: { now: () => state.now, schedule: () => () => undefined },
    self: { member: self.member, device: self.device },
    sight: {
      readableFrom: (channel) => state.sight?.readableFrom(channel) ?? null,
      seesHeld: (channel) => state.sight?.seesHeld(channel) ?? false,
    },
    authority: {
      judge({ op, device, log, number, ms }) {
        const verdict = state.judge?.(log, number) ?? 'counts';
        const author = state.oneAuthor ?? (device as string as MemberId);
        if (verdict === 'barred') return { verdict, author, reason: state.bar ?? 'removed' };
        if (verdict !== 'counts') return { verdict };
        return {
          verdict,
          author,
          restraint: op.type === 'posted' ? (state.restrain?.(op.text, ms) ?? null) : null,
          manageMessages: false,
          mentionEveryone: true,
          editPages: false,
        };
      },
    },
  });
  if (!store.ok) throw new StorageFailure(store.error);
  return store.value;
};

/** One replica; `self` is the person at it. */
export const openWorld = async (engine: EngineName, self: Author): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-store-'));
  const driver = engine === 'sql.js' ? createSqlJsDriver() : createBetterSqliteDriver({ folder });
  const opened = await driver.open('community.sqlite');
  if (!opened.ok) throw new Error(opened.error.kind);
  const database = opened.value;
  const state: Omit<World, 'store' | 'database' | typeof Symbol.asyncDispose> = {
    now: nowMs,
    judge: null,
    restrain: null,
    bar: 'removed',
    sight: { readableFrom: () => null, seesHeld: () => false },
    oneAuthor: null,
  };
  return Object.assign(state, {
    store: openStore(database, self, state),
    database,
    async [Symbol.asyncDispose]() {
      await database.persist();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
};
