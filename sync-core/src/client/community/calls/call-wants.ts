/**
 * What each participant looks at, so that senders encode nothing for nobody and no more than is seen. Said on
 * change, gathered over `limits.callWantsMs`, and with each beat of the call, as a live room may lose a word. It
 * counts only for the session that said it; what it names of other devices is theirs to know and not kept.
 */
import { bytesEqual, bytesToHex } from '../../../base/index.ts';
import { type DeviceId, limits } from '../../../model/index.ts';
import type { Clock } from '../../../ports/index.ts';
import type { RoomMessage } from '../../../protocol/index.ts';
import type { CallWant } from '../../call-views.ts';

type Said = Extract<RoomMessage, { readonly type: 'callWants' }>;
export type CallWants = Said['wants'];

export type CallWantsKeeper = {
  set(session: Uint8Array, wants: CallWants): void;
  /** Once more, with the call's beat. */
  repeat(session: Uint8Array): void;
  heard(from: DeviceId, message: Said): void;
  /** What that device looks at of this one. */
  of(from: DeviceId, session: Uint8Array): CallWant | null;
  /** The own call ended. */
  forget(): void;
};

export type CallWantsDeps = {
  readonly clock: Clock;
  readonly self: DeviceId;
  readonly say: (message: Said) => void;
  readonly onWants: () => void;
};

type Kept = { readonly session: Uint8Array; readonly want: CallWant; readonly at: number };

const isSame = (one: CallWant, other: CallWant): boolean =>
  one.cameraHeight === other.cameraHeight && one.screen === other.screen;

export const createCallWants = ({ clock, self, say, onWants }: CallWantsDeps): CallWantsKeeper => {
  /** At most as many as are in the own call. */
  const byDevice = new Map<DeviceId, Kept>();
  let own: Said | null = null;
  let cancel: (() => void) | null = null;
  let saidAt = Number.NEGATIVE_INFINITY;

  const tell = (): void => {
    cancel?.();
    cancel = null;
    if (own === null) return;
    saidAt = clock.now();
    say(own);
  };

  return {
    set(session, wants) {
      own = { type: 'callWants', session, wants };
      const rest = Math.min(saidAt + limits.callWantsMs - clock.now(), limits.callWantsMs);
      if (rest <= 0) tell();
      else cancel ??= clock.schedule(rest, tell);
    },
    repeat(session) {
      if (own !== null && bytesEqual(own.session, session)) tell();
    },
    heard(from, { session, wants }) {
      const before = byDevice.get(from);
      // Half the pace that is kept here: words that travelled unevenly count, a flood doesn't.
      if (before && Math.abs(clock.now() - before.at) < limits.callWantsMs / 2) return;
      const found = wants.find(({ device }) => device === self);
      const want = { cameraHeight: found?.cameraHeight ?? null, screen: found?.screen ?? null };
      byDevice.set(from, { session, want, at: clock.now() });
      if (before && bytesEqual(before.session, session) && isSame(before.want, want)) return;
      onWants();
    },
    of(from, session) {
      const kept = byDevice.get(from);
      return kept && bytesToHex(kept.session) === bytesToHex(session) ? kept.want : null;
    },
    forget() {
      cancel?.();
      cancel = null;
      own = null;
      byDevice.clear();
    },
  };
};
