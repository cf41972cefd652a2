/**
 * The person's devices. Each says in the own document what it is called, when it came and by which key it goes in each
 * community; so any of them can take another one away everywhere. A removal stands in the document and is carried out
 * by whichever device is there, in each community as soon as it can be [T11]: nothing depends on the one that began it.
 */
import { err, ok } from '../../base/index.ts';
import { isPresent } from '../../governance/index.ts';
import { type CommunityId, type DeviceId, isCommunityId, isDeviceId } from '../../model/index.ts';
import { StorageFailure } from '../../ports/index.ts';
import { inBackground } from '../background.ts';
import { careDelayMs } from '../community/key-requests.ts';
import type { OpenCommunity } from '../community/open-community.ts';
import type { ClientDeps } from '../deps.ts';
import type { DeviceInCommunity, OwnDevicesView, OwnDeviceView } from '../devices-views.ts';
import { notFound, type Outcome, storageFailed } from '../errors.ts';
import type { EventSink } from '../events.ts';
import type { SelfState } from '../self/self-state.ts';

type Done = Outcome<Record<string, never>>;

export type OwnDevices = {
  view(): OwnDevicesView;
  isRemoved(): boolean;
  rename(device: string, name: string): Done;
  /** Everywhere, but for what the view says is still on its way. */
  remove(device: string): Promise<Done>;
  /** A community opened, its rules changed, or the document did. */
  look(): void;
  stop(): void;
};

export type OwnDevicesDeps = {
  readonly client: ClientDeps;
  readonly self: SelfState;
  readonly open: ReadonlyMap<CommunityId, OpenCommunity>;
  /** Names this installation; null while there is no person. */
  readonly own: () => DeviceId | null;
  /** What the document has said so far is on its way before this resolves. */
  readonly flush: () => Promise<Done>;
  readonly emit: EventSink;
};

const hourMs = 60 * 60 * 1000;
/** A device that has just come in is given so long to say who it is. */
const strangeAfterMs = 2 * 60 * 1000;

export const createOwnDevices = (deps: OwnDevicesDeps): OwnDevices => {
  const { client, self, open, own, flush, emit } = deps;
  const { clock, logger } = client;
  const caring = new Map<string, () => void>();
  let cancelHour: (() => void) | null = null;
  let stopped = false;

  const attempt = (task: () => void): Done => {
    try {
      task();
      return ok({});
    } catch (thrown) {
      if (thrown instanceof StorageFailure) return storageFailed(thrown.error);
      throw thrown;
    }
  };

  const isGone = (device: string): boolean => self.get({ kind: 'deviceRemoved', device }) !== null;
  const nameIn = (community: CommunityId, key: DeviceId): string | null =>
    self.get({ kind: 'deviceIn', community, key });

  /** The keys of the person's devices in a community, those that were removed too. */
  const keysIn = ({ core }: OpenCommunity) =>
    [...core.governance.current().devices.values()].filter(({ member }) => member === core.self);

  const isMember = (home: OpenCommunity): boolean => home.queries.membership().kind === 'member';

  /** Says what is to be said of this installation, if it isn't yet. */
  const introduce = (): void => {
    const device = own();
    if (device === null || isGone(device)) return;
    const now = clock.now();
    let isNew = false;
    const said = attempt(() =>
      self.change((set) => {
        if (self.timeOf({ kind: 'deviceAdded', device }) === null) {
          isNew = true;
          set({ kind: 'deviceAdded', device }, now);
          set({ kind: 'device', device }, client.deviceName ?? '');
        }
        set({ kind: 'deviceSeen', device }, Math.floor(now / hourMs) * hourMs);
        for (const home of open.values()) {
          const key = home.core.device.device;
          const here = home.core.governance.current().devices.get(key);
          if (here === undefined || nameIn(home.id, key) === device) continue;
          isNew = true;
          set({ kind: 'deviceIn', community: home.id, key }, device);
        }
      }),
    );
    if (!said.ok) logger.warn('this device could not say that it is here');
    // At once: until the others hear of it, it is a stranger to them.
    else if (isNew) inBackground(logger, flush());
  };

  /** Before the keys that the removed one isn't to have: it stops reading here. */
  const sayRemoved = async (device: string): Promise<Done> => {
    const said = attempt(() => self.change((set) => set({ kind: 'deviceRemoved', device }, clock.now())));
    return said.ok ? flush() : said;
  };

  const carryOut = async (home: OpenCommunity, key: DeviceId): Promise<void> => {
    const removed = await home.commands.removeDevice(key);
    if (removed.ok) emit('devicesChanged', {});
  };

  /** Devices that were taken away and that a community still takes for the person's. */
  const due = () =>
    [...open.values()].filter(isMember).flatMap((home) =>
      keysIn(home).flatMap((device) => {
        const name = nameIn(home.id, device.id);
        const isDue =
          name !== null &&
          isGone(name) &&
          device.id !== home.core.device.device &&
          isPresent(home.core.governance.current(), device);
        return isDue ? [{ home, key: device.id }] : [];
      }),
    );

  const care = (): void => {
    const device = own();
    if (device === null || isGone(device)) return;
    for (const { home, key } of due()) {
      const name = `${home.id}${key}`;
      if (caring.has(name)) continue;
      // Several devices see it at once; one is enough.
      const others = self.keys('device').length;
      const cancel = clock.schedule(careDelayMs(client, others), () => {
        caring.delete(name);
        if (stopped || !due().some((one) => one.home === home && one.key === key)) return;
        const removed = nameIn(home.id, key);
        if (removed === null) return;
        const carried = sayRemoved(removed).then((said) => (said.ok ? carryOut(home, key) : undefined));
        inBackground(logger, carried);
      });
      caring.set(name, cancel);
    }
  };

  const hourly = (): void => {
    introduce();
    cancelHour = clock.schedule(hourMs, hourly);
  };

  const inCommunities = (device: string): readonly DeviceInCommunity[] =>
    [...open.values()].flatMap((home) =>
      keysIn(home).flatMap((key): readonly DeviceInCommunity[] => {
        if (nameIn(home.id, key.id) !== device) return [];
        const { name } = home.core.governance.current();
        const present = isPresent(home.core.governance.current(), key);
        const state = present ? (isGone(device) ? 'removing' : 'present') : 'removed';
        return [{ id: home.id, name, state }];
      }),
    );

  const known = (device: string): OwnDeviceView => ({
    id: device,
    name: self.get({ kind: 'device', device }) ?? '',
    isThis: device === own(),
    isKnown: true,
    addedAt: self.get({ kind: 'deviceAdded', device }),
    seenAt: self.get({ kind: 'deviceSeen', device }),
    removedAt: self.get({ kind: 'deviceRemoved', device }),
    communities: inCommunities(device),
  });

  /** What acts for the person in a community though no device of theirs has said that it is its own. */
  const unknown = (): readonly OwnDeviceView[] =>
    [...open.values()].filter(isMember).flatMap((home) =>
      keysIn(home).flatMap((key): readonly OwnDeviceView[] => {
        const community = home.core.governance.current();
        if (!isPresent(community, key) || key.id === home.core.device.device) return [];
        if (nameIn(home.id, key.id) !== null || key.addedAt > clock.now() - strangeAfterMs) return [];
        return [
          {
            id: `${home.id}/${key.id}`,
            name: '',
            isThis: false,
            isKnown: false,
            addedAt: key.addedAt,
            seenAt: null,
            removedAt: null,
            communities: [{ id: home.id, name: community.name, state: 'present' }],
          },
        ];
      }),
    );

  const order = (a: OwnDeviceView, b: OwnDeviceView): number =>
    Number(b.isThis) - Number(a.isThis) || (b.seenAt ?? b.addedAt ?? 0) - (a.seenAt ?? a.addedAt ?? 0);

  const removeUnknown = async (id: string): Promise<Done> => {
    const [community, key] = id.split('/');
    const home = isCommunityId(community) ? open.get(community) : undefined;
    if (home === undefined || !isDeviceId(key)) return notFound;
    const removed = await home.commands.removeDevice(key);
    emit('devicesChanged', {});
    return removed;
  };

  const isOwnDevice = (device: string): boolean =>
    self.keys('deviceAdded').some((key) => key.device === device) && !isGone(device);

  return {
    view: () => {
      const devices = self.keys('deviceAdded').map(({ device }) => known(device));
      const device = own();
      return {
        devices: [...devices, ...unknown()].sort(order),
        isRemoved: device !== null && isGone(device),
      };
    },
    isRemoved() {
      const device = own();
      return device !== null && isGone(device);
    },
    rename(device, name) {
      if (!isOwnDevice(device)) return notFound;
      const renamed = attempt(() => self.change((set) => set({ kind: 'device', device }, name)));
      emit('devicesChanged', {});
      return renamed;
    },
    async remove(device) {
      if (device.includes('/')) return removeUnknown(device);
      const mine = own();
      if (device === mine || !isOwnDevice(device)) return notFound;
      // Who was taken away takes nobody away.
      if (mine !== null && isGone(mine)) return err({ kind: 'not-allowed', permission: 'device-removed' });
      const said = await sayRemoved(device);
      if (!said.ok) return said;
      for (const { home, key } of due()) if (nameIn(home.id, key) === device) await carryOut(home, key);
      emit('devicesChanged', {});
      care();
      return ok({});
    },
    look() {
      if (stopped) return;
      if (cancelHour === null) hourly();
      else introduce();
      care();
      emit('devicesChanged', {});
    },
    stop() {
      stopped = true;
      cancelHour?.();
      for (const cancel of caring.values()) cancel();
    },
  };
};
