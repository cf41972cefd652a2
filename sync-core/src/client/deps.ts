/** Everything the client needs of the world. */
import type { CipherSuite } from '../crypto/index.ts';
import type { AutomergeSource, DocumentSandbox } from '../documents/index.ts';
import type { Clock, Connector, Logger, Random, SecretStore, SqliteDriver } from '../ports/index.ts';

export type ClientDeps = {
  readonly suite: CipherSuite;
  readonly clock: Clock;
  readonly random: Random;
  readonly driver: SqliteDriver;
  readonly secrets: SecretStore;
  readonly connector: Connector;
  readonly logger: Logger;
  /** What boards run on; where it is missing (a tool that only imports, say) there are none to see. */
  readonly automerge?: AutomergeSource;
  /** The relay that new communities use (`ws:` or `wss:`, the /sync address). */
  readonly defaultRelayUrl: string;
  /** What this device is called until the person names it: its system, say. */
  readonly deviceName?: string;
  /** `false` where nothing of a person's own is to travel: one machine of a simulation of many people. */
  readonly ownSpace?: boolean;
  /** Where updates of others are tried before they are applied; without one they are applied as they come. */
  readonly sandbox?: DocumentSandbox;
  /** What the first category and channel of a new community are called, in the person's language. */
  readonly firstNames: { readonly category: string; readonly channel: string };
};
