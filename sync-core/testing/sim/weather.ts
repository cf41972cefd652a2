/** Brings random faults over a world, and takes them away again. */
import type { Dice } from './dice.ts';
import type { FaultLog } from './faults.ts';
import type { Installation } from './installation.ts';
import type { Network } from './network.ts';
import type { People } from './people.ts';
import type { SimRelay } from './relay.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

const yearMs = 365 * 24 * 60 * 60 * 1000;

const kinds = [
  'partition',
  'drop',
  'mute-up',
  'mute-down',
  'replay',
  'flip',
  'slow',
  'crash',
  'crash-now',
  'wipe',
  'roll-back',
  'clock',
  'pause',
  'full',
] as const;

export type StormDeps = {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly faults: FaultLog;
  readonly network: Network;
  readonly relay: SimRelay;
  readonly people: People;
  readonly installations: readonly Installation[];
  readonly onStarted: (installation: Installation) => void;
  /** Faults last until `heal`. The dead still come back: without anyone running there is nothing to see. */
  readonly unbounded: boolean;
};

export type Storm = {
  /** One random fault now; it ends by itself, if it lasts, within 20 seconds. */
  strike(): void;
  /** Good weather for all, clocks right, everyone awake and running. */
  heal(): void;
};

export const createStorm = (deps: StormDeps): Storm => {
  const { timeline, dice, trace, faults, network, relay, people, installations } = deps;

  const later = (from: number, to: number, task: () => void): void =>
    void timeline.at(timeline.now() + dice.between(from, to), task);

  /** Takes a fault away again. */
  const ends = (from: number, to: number, task: () => void): void => {
    if (!deps.unbounded) later(from, to, task);
  };

  const restart = (installation: Installation): void => {
    if (installation.client()) return;
    void installation.start().then(() => deps.onStarted(installation));
  };

  const crash = (victim: Installation): void => {
    if (!victim.client()) return;
    faults.count('crash');
    if (people.open(victim) > 0) faults.count('crash-unacknowledged');
    trace.note('crash', victim.name);
    victim.crash();
    later(100, 15_000, () => restart(victim));
  };

  const strike = () => {
    const kind = dice.pick(kinds);
    const victim = dice.pick(installations);
    const { weather } = victim;
    trace.note(timeline.now(), 'fault', kind, victim.name);
    switch (kind) {
      case 'partition':
        weather.cut = true;
        network.drop(victim.name);
        faults.count('partition');
        return ends(1_000, 20_000, () => {
          weather.cut = false;
        });
      case 'drop':
        if (network.drop(victim.name) > 0) faults.count('drop');
        return;
      case 'mute-up':
        weather.muteUp = true;
        return ends(1_000, 20_000, () => {
          weather.muteUp = false;
          // A socket that lost bytes does not live on.
          network.drop(victim.name);
        });
      case 'mute-down':
        weather.muteDown = true;
        return ends(1_000, 20_000, () => {
          weather.muteDown = false;
          network.drop(victim.name);
        });
      case 'replay':
        for (let i = dice.between(1, 5); i > 0; i--) network.replay(victim.name);
        return;
      case 'flip':
        weather.flipNext = true;
        return;
      case 'slow':
        weather.slow = dice.between(10, 100);
        return ends(5_000, 20_000, () => {
          weather.slow = 1;
        });
      case 'crash':
        return crash(victim);
      case 'crash-now':
        people.post(victim);
        return later(0, 25, () => crash(victim));
      case 'wipe':
        if (relay.held() > 0) faults.count('relay-wiped');
        relay.wipe();
        network.drop(null);
        return;
      case 'roll-back':
        if (relay.rollBack(3) > 0) faults.count('relay-rolled-back');
        network.drop(null);
        return;
      case 'clock':
        victim.skew += dice.pick([yearMs, -yearMs, 3_600_000, -3_600_000, 60_000, -60_000]);
        victim.skew = Math.max(-yearMs, Math.min(yearMs, victim.skew));
        faults.count('clock-jump');
        return;
      case 'pause':
        victim.pause(timeline.now() + dice.between(1_000, 20_000) + 0.5);
        faults.count('pause');
        return;
      case 'full': {
        const before = victim.refusals();
        victim.full = true;
        people.post(victim);
        later(500, 500, () => {
          if (victim.refusals() > before) faults.count('disk-full');
        });
        return ends(1_000, 20_000, () => {
          victim.full = false;
        });
      }
    }
  };

  return {
    strike,
    heal() {
      for (const installation of installations) {
        Object.assign(installation.weather, {
          cut: false,
          muteUp: false,
          muteDown: false,
          slow: 1,
          flipNext: false,
        });
        installation.skew = 0;
        installation.full = false;
        installation.wake();
        restart(installation);
      }
      relay.forge(false);
      network.drop(null);
    },
  };
};
