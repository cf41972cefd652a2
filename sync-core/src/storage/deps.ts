import type { CipherSuite } from '../crypto/suite.ts';
import type { ChannelId, CommunityId, DeviceId, MemberId } from '../model/index.ts';
import type { Clock } from '../ports/index.ts';
import type { Authority } from '../timeline/index.ts';

/** What the own person may see of a channel: asked with each read, so it must answer at once. */
export type Sight = {
  /** From when on they read it (ms); null for everything, infinity for nothing. */
  readableFrom(channel: ChannelId): number | null;
  /** Whether they see what is held back from others, with why. Authors see their own. */
  seesHeld(channel: ChannelId): boolean;
};

/**
 * What `createCommunityStore(db, deps): Result<CommunityStore, StorageError>` takes. `authority` is asked
 * inside transactions and must answer at once from the governance resolved so far: append governance
 * runs first, resolve them, then append channels' runs (or append both and `rejudge` the waiting).
 */
export type CommunityStoreDeps = {
  readonly community: CommunityId;
  readonly suite: CipherSuite;
  readonly clock: Clock;
  readonly authority: Authority;
  /** Left out: everything but what is held back. */
  readonly sight?: Sight;
  /** The own member (own messages are never unread) and this installation's device (outbox). */
  readonly self: { readonly member: MemberId; readonly device: DeviceId };
};
