/**
 * The open microphone: captured as the person wants it, changed while it runs, and never left on. A new capture is
 * there before the old one ends, so a change is no gap. A device that isn't there, or is unplugged, gives way to the
 * system's; when it comes back it is taken again.
 */
import type { MicrophoneSettings } from '../call-settings.ts';

export type MicrophoneWish = Pick<
  MicrophoneSettings,
  'device' | 'suppression' | 'echoCancellation' | 'autoGain'
>;
export type MicrophoneFailure = 'denied' | 'missing' | 'busy';

export type SourceState = {
  readonly track: MediaStreamTrack | null;
  /** The system's device stands in for the chosen one. */
  readonly standsIn: boolean;
  readonly failure: MicrophoneFailure | null;
};

export type MicrophoneSourceDeps = {
  /** Throws what the browser throws. */
  readonly capture: (wish: MicrophoneWish) => Promise<MediaStreamTrack>;
  readonly isConnected: (device: string) => Promise<boolean>;
  readonly onChange: (state: SourceState) => void;
};

export type MicrophoneSource = {
  /** null: no longer. Resolves once nothing is left to do. */
  want(wish: MicrophoneWish | null): Promise<void>;
  /** Something was plugged or unplugged, or a permission given. */
  lookAgain(): Promise<void>;
};

type Opened = Pick<SourceState, 'standsIn' | 'failure'> & { readonly track: MediaStreamTrack | null };

const none: SourceState = { track: null, standsIn: false, failure: null };

const failureOf = (thrown: unknown): MicrophoneFailure => {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'denied';
};

export const createMicrophoneSource = (deps: MicrophoneSourceDeps): MicrophoneSource => {
  let wish: MicrophoneWish | null = null;
  /** What `state` was made for. */
  let done: MicrophoneWish | null = null;
  let state = none;
  let tail: Promise<void> = Promise.resolve();

  const attempt = async (wanted: MicrophoneWish): Promise<Opened> => {
    try {
      return { track: await deps.capture(wanted), standsIn: false, failure: null };
    } catch (thrown) {
      return { track: null, standsIn: false, failure: failureOf(thrown) };
    }
  };

  const open = async (wanted: MicrophoneWish): Promise<Opened> => {
    const chosen = await attempt(wanted);
    if (chosen.track || wanted.device === null || chosen.failure === 'denied') return chosen;
    const system = await attempt({ ...wanted, device: null });
    return { ...system, standsIn: system.track !== null };
  };

  const put = (next: SourceState): void => {
    const before = state.track;
    state = next;
    deps.onChange(next);
    if (before && before !== next.track) {
      before.onended = null;
      before.stop();
    }
  };

  const take = (opened: Opened): void => {
    const { track } = opened;
    // Unplugged, or taken away by the browser: `stop` of our own fires nothing.
    if (track)
      track.onended = () => {
        if (state.track === track) void again();
      };
    put(opened);
  };

  const settle = async (): Promise<void> => {
    while (done !== wish) {
      const wanted = wish;
      if (wanted === null) {
        done = null;
        put(none);
        continue;
      }
      const opened = await open(wanted);
      // Something else is wanted by now: this one's light goes out at once.
      if (wish !== wanted) opened.track?.stop();
      else {
        done = wanted;
        take(opened);
      }
    }
  };

  const run = (): Promise<void> => {
    tail = tail.catch(() => undefined).then(settle);
    return tail;
  };

  const again = (): Promise<void> => {
    // Another object with the same content: to be opened anew.
    if (wish) wish = { ...wish };
    return run();
  };

  return {
    want(next) {
      const isSame = next && wish && JSON.stringify(next) === JSON.stringify(wish);
      if (!isSame) wish = next;
      // Not even a question to the person that is still open may keep the light on.
      if (next === null) put(none);
      return run();
    },
    async lookAgain() {
      if (!wish) return;
      if (state.track === null) return again();
      if (state.standsIn && wish.device !== null && (await deps.isConnected(wish.device))) return again();
    },
  };
};
