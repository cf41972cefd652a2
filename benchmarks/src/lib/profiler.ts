/** CPU profiles of this process: of the timed part of one panel, or of the whole life of the process. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';

const samplingMicroseconds = 250;

export type ProfileOrder = {
  readonly folder: string;
  /** The panel whose timed part is wanted by itself, or null. */
  readonly panel: string | null;
};

/** Profiles that hold nothing but what was timed. */
export const timedPrefix = 'timed-';

export type Profiler = { start(): Promise<void>; stop(): Promise<void> };

/** Each `stop` leaves a file in `folder`. */
export const createTimedProfiler = (folder: string): Profiler => {
  const session = new Session();
  let files = 0;
  return {
    async start() {
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: samplingMicroseconds });
      await session.post('Profiler.start');
    },
    async stop() {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      writeFileSync(join(folder, `${timedPrefix}${files++}.cpuprofile`), JSON.stringify(profile));
    },
  };
};

/** Options of Node by which a process leaves a profile of its whole life in `folder`. */
export const profileArguments = (folder: string, name: string): readonly string[] => [
  '--cpu-prof',
  `--cpu-prof-dir=${folder}`,
  `--cpu-prof-interval=${samplingMicroseconds}`,
  `--cpu-prof-name=${name}.\${pid}.cpuprofile`,
];

/** Where this process leaves its own profile; null when it isn't profiled. */
export const inheritedProfileFolder = (): string | null =>
  process.execArgv.find((one) => one.startsWith('--cpu-prof-dir='))?.split('=')[1] ?? null;

/** What a process started by this one needs, so that it is profiled when this one is. */
export const inheritedProfileArguments = (name: string): readonly string[] => {
  const folder = inheritedProfileFolder();
  return folder === null ? [] : profileArguments(folder, name);
};
