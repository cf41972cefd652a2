/**
 * What a person has beyond the communities on one machine: the own space that carries their document, their devices,
 * finding everything again, linking a device, guardians. Put together here for `create-client.ts`.
 */
import { err, ok } from '../../base/index.ts';
import {
  deviceKeys,
  type GuardianCode,
  type PairingGift,
  phraseToRecoverySeed,
  splitAmongGuardians,
  textToPairingTicket,
  ticketToPairingLink,
} from '../../crypto/index.ts';
import type { SelfKey } from '../../documents/index.ts';
import type { CommunityId, DeviceId } from '../../model/index.ts';
import { StorageFailure } from '../../ports/index.ts';
import type { ProfileStore } from '../../storage/index.ts';
import { inBackground } from '../background.ts';
import { relayToWebUrl } from '../community/made-invites.ts';
import type { OpenCommunity } from '../community/open-community.ts';
import type { ClientDeps } from '../deps.ts';
import type { OwnDevicesView, PairingView, RecoveryView } from '../devices-views.ts';
import { notFound, type Outcome, storageFailed } from '../errors.ts';
import type { EventSink } from '../events.ts';
import { type OpenOwnSpace, openOwnSpace } from '../own-space/open-own-space.ts';
import { createGiver, createTaker, type Pairing } from '../pairing/pairing.ts';
import type { Profiles } from '../profile.ts';
import type { SelfState } from '../self/self-state.ts';
import type { CommunitySummary } from '../views.ts';
import { createOwnDevices } from './own-devices.ts';
import { personNameIn, sayPersonName } from './person-name.ts';
import { toFoundCommunity, toOwnSpaceView } from './recovery.ts';

type Done = Outcome<Record<string, never>>;

/** What the owner of a client may do with the person's devices. */
export type DevicesClient = {
  own(): OwnDevicesView;
  rename(device: string, name: string): Promise<Done>;
  /** In every community that is open here, with new keys; where that can't be yet, as soon as it can. */
  remove(device: string): Promise<Done>;
  recovery(): RecoveryView;
  /** The person has seen what was found and goes on. */
  endRecovery(): void;
  /** Where the person's devices meet. */
  setRelay(url: string): Promise<Done>;
  pairing(): PairingView | null;
  /** Shows a code to a new device. */
  startPairing(): Done;
  /** Enters, on a new device, the code or link that the other one shows. `relayUrl` where the code alone was typed. */
  joinPairing(text: string, relayUrl: string | null): Done;
  confirmPairing(): Done;
  stopPairing(): void;
  /** Codes of which `needed` together are the recovery phrase. */
  guardianCodes(count: number, needed: number): Promise<Outcome<{ readonly codes: readonly GuardianCode[] }>>;
};

export type Person = {
  readonly devices: DevicesClient;
  /** There is a person: at the start, or since they were made or came. */
  start(came: 'again' | 'new' | 'restored'): Promise<void>;
  /** The name was chosen here. */
  named(): void;
  /** After what another device changed is in the tables. */
  merged(changed: readonly SelfKey[]): void;
  /** Where a restored person's devices meet, if not at the default relay. */
  chooseRelay(url: string): void;
  /** A community opened, or its rules changed. */
  look(): void;
  retryNow(): void;
  stop(): Promise<void>;
};

export type PersonDeps = {
  readonly client: ClientDeps;
  readonly tables: ProfileStore;
  readonly self: SelfState;
  readonly people: Profiles;
  readonly open: ReadonlyMap<CommunityId, OpenCommunity>;
  readonly communities: () => readonly CommunitySummary[];
  readonly emit: EventSink;
  /** Makes the person of a gift this installation's. */
  readonly take: (gift: PairingGift) => Promise<Done>;
};

const relayKey = { kind: 'setting', name: 'own.relay' } as const;
/** Said by a restore: gives way to whatever the person's devices have said. */
const longAgo = 1;

export const createPerson = (deps: PersonDeps): Person => {
  const { client, tables, self, people, open, emit } = deps;
  const { suite, logger } = client;
  let space: OpenOwnSpace | null = null;
  let opening: Promise<void> | null = null;
  let wasComplete = false;
  let isRecovering = false;
  let pairing: { readonly role: PairingView['role']; readonly of: Pairing } | null = null;

  const relayUrl = (): string => {
    const said = self.get(relayKey);
    return typeof said === 'string' ? said : client.defaultRelayUrl;
  };

  const attempt = (task: () => void): Done => {
    try {
      task();
      return ok({});
    } catch (thrown) {
      if (thrown instanceof StorageFailure) return storageFailed(thrown.error);
      throw thrown;
    }
  };

  let known: { readonly seed: Uint8Array; readonly device: DeviceId } | null = null;
  /** By its key in the own space, whether or not that is open. */
  const ownDevice = (): DeviceId | null => {
    const identity = people.identity();
    const derived = people.space();
    if (identity === null || derived === null) return null;
    const { deviceSeed: seed } = identity;
    if (known?.seed !== seed) known = { seed, device: deviceKeys(suite, seed, derived.community).device };
    return known.device;
  };

  const ownDevices = createOwnDevices({
    client,
    self,
    open,
    own: ownDevice,
    async flush() {
      try {
        await self.persist();
      } catch (thrown) {
        if (!(thrown instanceof StorageFailure)) throw thrown;
        return storageFailed(thrown.error);
      }
      await space?.flush();
      return ok({});
    },
    emit,
  });

  const changed = (): void => {
    wasComplete ||= space?.isCaughtUp() ?? false;
    emit('devicesChanged', {});
  };

  const openSpace = async (): Promise<void> => {
    const identity = people.identity();
    const derived = people.space();
    if (space !== null || identity === null || derived === null || client.ownSpace === false) return;
    if (ownDevices.isRemoved()) return;
    const opened = await openOwnSpace({
      client,
      tables,
      self,
      identity,
      space: derived,
      relayUrl: relayUrl(),
      isSilent: ownDevices.isRemoved,
      emit,
      changed,
    });
    if (!opened.ok) {
      logger.warn('the own space could not be opened', { reason: opened.error.kind });
      return;
    }
    space = opened.value;
    changed();
  };

  /** Taken away: what the others say from now on is not for this device. */
  const leave = (): void => {
    const left = space;
    space = null;
    if (left !== null) inBackground(logger, left.close());
  };

  const adoptName = (): void => {
    const said = personNameIn(self);
    const now = people.view();
    if (said === null || now === null || (said.name === now.name && said.colour === now.colour)) return;
    const edited = people.edit(said);
    if (edited.ok) emit('profileChanged', {});
  };

  const pair = (role: PairingView['role'], of: Pairing): Done => {
    pairing?.of.stop();
    pairing = { role, of };
    emit('pairingChanged', {});
    return ok({});
  };
  const pairingDeps = (url: string) => ({ client, relayUrl: url, changed: () => emit('pairingChanged', {}) });

  const gift = (): PairingGift | null => {
    const words = people.phrase();
    const seed = words === null ? null : phraseToRecoverySeed(words);
    if (!seed?.ok) return null;
    const recoveryConfirmed = people.view()?.recoveryConfirmed ?? false;
    return { recoverySeed: seed.value, relayUrl: relayUrl(), recoveryConfirmed };
  };

  const devices: DevicesClient = {
    own: ownDevices.view,
    rename: async (device, name) => ownDevices.rename(device, name),
    remove: ownDevices.remove,
    recovery: () => ({
      isRunning: isRecovering,
      ownSpace: toOwnSpaceView(space, relayUrl(), wasComplete),
      communities: deps.communities().map(toFoundCommunity),
      needsName: people.view()?.name === '',
    }),
    endRecovery() {
      isRecovering = false;
      emit('devicesChanged', {});
    },
    async setRelay(url) {
      const said = attempt(() => self.change((set) => set(relayKey, url)));
      if (said.ok) space?.setRelay(url);
      changed();
      return said;
    },
    pairing() {
      if (pairing === null) return null;
      const { role, of } = pairing;
      const { code, expiresAt } = of;
      const link = ticketToPairingLink(relayToWebUrl(of.relayUrl), code, of.relayUrl);
      return { role, code, link, relayUrl: of.relayUrl, expiresAt, step: of.step() };
    },
    startPairing() {
      if (gift() === null) return err({ kind: 'no-profile' });
      if (ownDevices.isRemoved()) return err({ kind: 'not-allowed', permission: 'device-removed' });
      return pair('giver', createGiver(pairingDeps(relayUrl()), gift));
    },
    joinPairing(text, typed) {
      const ticket = textToPairingTicket(text);
      if (ticket === null) return err({ kind: 'invalid-link', reason: 'malformed' });
      const url = ticket.relayUrl ?? typed ?? client.defaultRelayUrl;
      const take = async (given: PairingGift): Promise<boolean> => (await deps.take(given)).ok;
      return pair('taker', createTaker(pairingDeps(url), ticket.code, take));
    },
    confirmPairing() {
      if (pairing === null) return notFound;
      pairing.of.confirm();
      return ok({});
    },
    stopPairing() {
      pairing?.of.stop();
      pairing = null;
      emit('pairingChanged', {});
    },
    async guardianCodes(count, needed) {
      const given = gift();
      if (given === null || ownDevices.isRemoved()) return err({ kind: 'no-profile' });
      return ok({ codes: await splitAmongGuardians(suite, given.recoverySeed, count, needed) });
    },
  };

  return {
    devices,
    async start(came) {
      if (came === 'restored') isRecovering = true;
      if (came === 'new') attempt(() => sayPersonName(self, people.view() ?? { name: '', colour: 'pine' }));
      opening ??= openSpace().finally(() => {
        opening = null;
      });
      await opening;
      ownDevices.look();
    },
    named() {
      const now = people.view();
      if (now !== null) attempt(() => sayPersonName(self, now));
    },
    merged(keys) {
      if (ownDevices.isRemoved()) leave();
      if (keys.some(({ kind }) => kind === 'setting')) {
        adoptName();
        const url = relayUrl();
        if (space !== null && space.connection().relayUrl !== url) space.setRelay(url);
      }
      ownDevices.look();
    },
    chooseRelay(url) {
      attempt(() => self.change((set) => set(relayKey, url, longAgo)));
    },
    look: ownDevices.look,
    retryNow: () => space?.retryNow(),
    async stop() {
      pairing?.of.stop();
      ownDevices.stop();
      await opening;
      await space?.close();
    },
  };
};
