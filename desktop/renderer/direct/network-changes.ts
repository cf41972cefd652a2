/**
 * Notices that what was dialled before may lead nowhere: the system has a network again or another one, or the machine
 * slept (its clock jumped while nothing ran).
 */
import type { Environment } from '../stores/environment.ts';

type Deps = {
  readonly now: Environment['now'];
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  /** A page in a call isn't slowed down while it is hidden; others run once a minute. */
  readonly inCall: () => boolean;
  readonly changed: () => void;
};

const lookMs = 2_000;
const sleptMs = 10_000;
const sleptHiddenMs = 90_000;

/** Returns its own end. */
export const watchNetwork = ({ now, schedule, inCall, changed }: Deps): (() => void) => {
  let last = now();
  let cancel = (): void => undefined;
  const look = (): void => {
    const passed = now() - last;
    last = now();
    if (passed > (inCall() ? sleptMs : sleptHiddenMs)) changed();
    cancel = schedule(look, lookMs);
  };
  look();
  // Not every browser has it; it isn't in TypeScript's DOM either.
  const connection: unknown = Reflect.get(navigator, 'connection');
  const told = connection instanceof EventTarget ? connection : null;
  window.addEventListener('online', changed);
  told?.addEventListener('change', changed);
  return () => {
    cancel();
    window.removeEventListener('online', changed);
    told?.removeEventListener('change', changed);
  };
};
