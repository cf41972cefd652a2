/** What the parts of one open community share. Made by `open-community.ts`. */
import type { CipherSuite, DeviceKeys } from '../../crypto/index.ts';
import type { AutomergeSource } from '../../documents/index.ts';
import type { CommunityId, MemberId } from '../../model/index.ts';
import type { Clock, Logger, SqliteDatabase } from '../../ports/index.ts';
import type { CommunityStore } from '../../storage/index.ts';
import type { Committer } from '../committer.ts';
import type { GovernanceState } from './governance-state.ts';
import type { Keys } from './keys.ts';

export type CommunityCore = {
  readonly community: CommunityId;
  readonly genesisHash: Uint8Array;
  readonly self: MemberId;
  readonly device: DeviceKeys;
  readonly suite: CipherSuite;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: SqliteDatabase;
  readonly store: CommunityStore;
  readonly governance: GovernanceState;
  readonly keys: Keys;
  readonly committer: Committer;
  /** Null: there are no boards to see on this platform. */
  readonly automerge: AutomergeSource | null;
};
