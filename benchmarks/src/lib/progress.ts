/** One line that says what runs, how far it is and about how long it will take. */
export type Progress = {
  start(name: string): void;
  /** `seconds` had been estimated for what is done now. */
  done(seconds: number): void;
  say(line: string): void;
  end(): void;
};

const minutes = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;

/** Seconds for which the estimate is taken as right before anything speaks against it. */
const trusted = 20;

export const createProgress = (totalSeconds: number, steps: number): Progress => {
  const began = performance.now();
  const live = process.stderr.isTTY === true;
  let estimated = 0;
  let step = 0;
  const clear = live ? '\r\x1b[K' : '';
  const remaining = (): string => {
    const spent = (performance.now() - began) / 1000;
    // What was done so far tells how far the estimate is off on this machine, the more the more that is.
    const factor = (spent + trusted) / (estimated + trusted);
    return minutes(Math.max(0, totalSeconds - estimated) * factor);
  };
  return {
    start(name) {
      step++;
      process.stderr.write(
        `${clear}[${step}/${steps}] ${name}, about ${remaining()} left${live ? '' : '\n'}`,
      );
    },
    done(seconds) {
      estimated += seconds;
    },
    say(line) {
      process.stderr.write(`${clear}${line}\n`);
    },
    end() {
      process.stderr.write(`${clear}Took ${minutes((performance.now() - began) / 1000)}.\n`);
    },
  };
};
