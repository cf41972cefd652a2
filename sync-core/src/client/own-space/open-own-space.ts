/**
 * The own space, open: a hidden community of one person's devices over the relay, which carries the own document
 * between them and is where a machine with nothing but the 24 words finds everything again (decision 0019). It is
 * never listed, and nobody is invited; a relay sees one more community of few devices.
 */
import { ok, type Result } from '../../base/index.ts';
import { genesisEpochId, issueCertificate, type OwnSpace } from '../../crypto/index.ts';
import { type DeviceId, governanceStream } from '../../model/index.ts';
import type { StorageError } from '../../ports/index.ts';
import type { CommunityEntry, ProfileStore } from '../../storage/index.ts';
import { inBackground } from '../background.ts';
import { noChanges } from '../community/changes.ts';
import { type Identity, type OpenCommunity, openCommunity } from '../community/open-community.ts';
import type { ClientDeps } from '../deps.ts';
import type { EventSink } from '../events.ts';
import type { SelfState } from '../self/self-state.ts';
import type { ConnectionView } from '../views.ts';
import { createIntake } from './intake.ts';
import { createOutgoing } from './outgoing.ts';

export type OpenOwnSpace = {
  /** Names this installation to the person's other ones. */
  readonly device: DeviceId;
  connection(): ConnectionView;
  /** All that the relay had when it was last compared is here and in the document. */
  isCaughtUp(): boolean;
  setRelay(url: string): void;
  retryNow(): void;
  /** Writes now what the document has that other devices don't. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

export type OwnSpaceDeps = {
  readonly client: ClientDeps;
  readonly tables: ProfileStore;
  readonly self: SelfState;
  readonly identity: Identity;
  readonly space: OwnSpace;
  readonly relayUrl: string;
  /** This device was taken away: it says nothing more. */
  readonly isSilent: () => boolean;
  readonly emit: EventSink;
  /** The connection changed, or something came. */
  readonly changed: () => void;
};

/** The first device makes it, and so does the second if it knows of none yet: it is the same operation. */
const found = async (
  client: ClientDeps,
  identity: Identity,
  { genesis }: OwnSpace,
  { core, writer, inbound, engine }: OpenCommunity,
): Promise<void> => {
  const { community, device, governance, committer } = core;
  if (governance.current().founded) return;
  const { agreement } = device;
  const certificate = issueCertificate(
    client.suite,
    identity.keys,
    community,
    device.device,
    agreement.publicKey,
  );
  const changes = noChanges();
  const done = await committer.commit(() => {
    const join = { type: 'memberJoined', certificate, name: '', colour: 'pine', invite: null } as const;
    writer.write(governanceStream, [genesis, join], changes);
    inbound.settle(changes);
  });
  if (done.ok) engine.appended(governanceStream, writer.log());
};

export const openOwnSpace = async (deps: OwnSpaceDeps): Promise<Result<OpenOwnSpace, StorageError>> => {
  const { client, tables, self, identity, space, relayUrl, emit } = deps;
  const { community, accessSeed, genesisHash, epochKey, channel } = space;
  const entry: CommunityEntry = {
    community,
    accessSeed,
    genesisHash,
    relayUrls: [relayUrl],
    name: '',
    joinedAt: 0,
    order: 0,
  };
  tables.saveEpochKey(community, genesisEpochId(genesisHash), epochKey);
  /** Made below; what comes before that is looked at then. */
  let look = (): void => undefined;
  const opened = await openCommunity({
    client,
    // It is on no list, and the document doesn't speak of itself.
    profiles: { ...tables, communities: () => [entry], saveCommunity: () => undefined },
    self,
    identity,
    entry,
    emit: (name, detail) => {
      if (name === 'storageFailed') emit(name, detail);
      if (name !== 'sidebarChanged') return;
      look();
      deps.changed();
    },
    committed: (changes) => {
      if (changes.governance || changes.grownLogs.size > 0) look();
      if (changes.ownFork) outgoing.sendAll();
    },
  });
  if (!opened.ok) return opened;
  const home = opened.value;
  const intake = createIntake({ core: home.core, channel, carrier: self.carrier, isSilent: deps.isSilent });
  const outgoing = createOutgoing({ home, channel, carrier: self.carrier, intake, isSilent: deps.isSilent });
  let taking = 0;
  let closing = false;
  look = () => {
    outgoing.look();
    // Logs are read together, as soon as all is here that the relay has.
    if (home.engine.status().status !== 'online') return;
    taking++;
    const taken = intake.look().finally(() => {
      taking--;
      // What was still being read as the files closed is read at the next start.
      if (closing) return;
      outgoing.merged();
      deps.changed();
    });
    inBackground(client.logger, taken);
  };
  await found(client, identity, space, home);
  look();

  return ok({
    device: home.core.device.device,
    connection: home.queries.connection,
    isCaughtUp: () => taking === 0 && home.engine.status().status === 'online',
    setRelay: (url) => home.setRelay(url),
    retryNow: () => home.engine.retryNow(),
    flush: outgoing.flush,
    async close() {
      closing = true;
      await outgoing.stop();
      await home.close();
    },
  });
};
