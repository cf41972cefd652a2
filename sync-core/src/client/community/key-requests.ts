/**
 * Keys fetched again from any holder [T13]: asked for in the live room, given sealed to the device that asked.
 *
 * A key is taken only in answer to an own request that is still open, only one that was asked for, and only
 * when it is what the signed operation that opened its epoch committed to (CVE-2022-39249). It is given only
 * to a member's device, and of a channel only to those whom governance names as its readers (`mayAsk`). Of
 * many holders one answers: each waits a random while and keeps silent when it hears another.
 */
import { bytesEqual, bytesToHex } from '../../base/index.ts';
import { isEpochKey } from '../../crypto/index.ts';
import { audienceDevices, type Epoch, epochById, isAdmitted, mayAsk } from '../../governance/index.ts';
import { type DeviceId, type EpochId, limits } from '../../model/index.ts';
import type { CommunityCore } from './core.ts';
import type { KeysGiven, KeysWanted, LiveRoom } from './live-room.ts';

export type KeyRequests = {
  /** Asks for what is missing, now and again until it came. */
  look(): void;
  wanted(from: DeviceId, message: KeysWanted, epoch: EpochId): void;
  given(message: KeysGiven): void;
  stop(): void;
};

export type KeyRequestsDeps = {
  readonly core: CommunityCore;
  readonly room: () => Pick<LiveRoom, 'askForKeys' | 'giveKeys'>;
  /** Keys came: what waited for them opens. */
  readonly came: () => void;
};

type Open = { readonly request: Uint8Array; readonly epochs: readonly EpochId[] };

/** A random part of a while that grows with how many could do the same. */
export const careDelayMs = ({ suite }: Pick<CommunityCore, 'suite'>, others: number): number => {
  const [high = 0, low = 0] = suite.random.bytes(2);
  const most = Math.min(limits.keyCareMostMs, limits.keyCareMs * (1 + others));
  return Math.floor((most * (high * 256 + low)) / 65_536);
};

export const createKeyRequests = ({ core, room, came }: KeyRequestsDeps): KeyRequests => {
  const { suite, clock, governance, keys, device, self } = core;
  let open: Open | null = null;
  let waitMs: number = limits.keysAskedMs;
  let cancelAgain: (() => void) | null = null;
  /** Requests of others that were answered, by anybody, and those that wait for our answer. */
  const answered = new Set<string>();
  const answering = new Map<string, () => void>();
  let stopped = false;

  const missing = (): readonly EpochId[] => {
    const state = governance.current();
    const isIn = isAdmitted(state, self, device.device);
    // Nobody put them out, so who let them in had that undone. Whether it counts again they can't read: holders can.
    if (!isIn && (!state.founded || state.removals.has(self))) return [];
    return [...state.epochs]
      .reverse()
      .filter(
        (epoch) =>
          keys.of(epoch) === null && (isIn ? mayAsk(state, device.device, epoch.id) : epoch.channel === null),
      )
      .slice(0, limits.keysPerRequest)
      .map(({ id }) => id);
  };

  const ask = (): void => {
    cancelAgain?.();
    cancelAgain = null;
    const epochs = missing();
    if (epochs.length === 0 || stopped) {
      open = null;
      waitMs = limits.keysAskedMs;
      return;
    }
    open = { request: suite.random.bytes(16), epochs };
    room().askForKeys({ type: 'keysWanted', request: open.request, epochs: [...epochs] });
    cancelAgain = clock.schedule(waitMs, ask);
    waitMs = Math.min(limits.keysAskedMostMs, waitMs * 2);
  };

  const remember = (request: string): void => {
    answered.add(request);
    answering.get(request)?.();
    answering.delete(request);
    for (const oldest of answered) {
      if (answered.size <= limits.keyRequestsKept) break;
      answered.delete(oldest);
    }
  };

  const epochOf = (id: EpochId): Epoch | undefined => epochById(governance.current(), id);

  /** The keys that this device may have of us now, sealed to it. */
  const sealFor = (to: DeviceId, epochs: readonly EpochId[]): KeysGiven['keys'] => {
    const state = governance.current();
    const recipient = state.devices.get(to)?.agreementKey;
    if (recipient === undefined) return [];
    return epochs.flatMap((id) => {
      const epoch = epochOf(id);
      const key = epoch && mayAsk(state, to, id) ? keys.of(epoch) : null;
      const box = key && suite.sealTo(key, recipient);
      return box === null ? [] : [{ epoch: id, box }];
    });
  };

  return {
    look() {
      const epochs = missing();
      if (open !== null && epochs.every((id) => open?.epochs.includes(id))) return;
      waitMs = limits.keysAskedMs;
      ask();
    },
    wanted(from, { request, epochs }, epoch) {
      const name = bytesToHex(request);
      if (stopped || answered.has(name) || answering.has(name)) return;
      if (answering.size >= limits.keyRequestsKept || sealFor(from, epochs).length === 0) return;
      const others = audienceDevices(governance.current(), null).length;
      const answer = (): void => {
        answering.delete(name);
        const given = sealFor(from, epochs);
        if (given.length === 0) return;
        remember(name);
        room().giveKeys({ type: 'keysGiven', request, to: from, keys: [...given] }, epoch);
      };
      answering.set(name, clock.schedule(careDelayMs(core, others), answer));
    },
    given({ request, to, keys: given }) {
      if (to !== device.device) {
        remember(bytesToHex(request));
        return;
      }
      if (open === null || !bytesEqual(open.request, request)) return;
      let gained = false;
      for (const { epoch: id, box } of given) {
        const epoch = open.epochs.includes(id) ? epochOf(id) : undefined;
        const key = epoch && suite.openBox(box, device.agreement);
        if (epoch === undefined || !key || !isEpochKey(suite, key, epoch.commitment)) continue;
        gained = keys.put(epoch, key) || gained;
      }
      if (!gained) return;
      came();
      ask();
    },
    stop() {
      stopped = true;
      cancelAgain?.();
      for (const cancel of answering.values()) cancel();
    },
  };
};
