import type { CipherSuite } from '../crypto/suite.ts';
import type { CommunityId, DeviceId, MemberId } from '../model/index.ts';
import type { Clock } from '../ports/index.ts';
import type { Authority } from '../timeline/index.ts';

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
  /** The own member (own messages are never unread) and this installation's device (outbox). */
  readonly self: { readonly member: MemberId; readonly device: DeviceId };
};
