/**
 * Two homes and a relay, each in a network namespace of its own (Linux, root, `ip`, `socat`). Each has one line, a
 * TUN device, whose packets a wire in a fourth namespace passes on. The machine's own network is not touched, and
 * nothing outside can reach them.
 */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Skipped } from '../../lib/trial.ts';
import type { Line } from './line.ts';

const places = ['relay', 'home-0', 'home-1'] as const;
type Place = (typeof places)[number];

export type Homes = {
  /** The relay's address among them. */
  readonly relayHost: string;
  /** Goes before a command that is to run there. */
  inside(place: Place): readonly string[];
  /** A program that runs there, as one file. */
  wrap(place: Place, program: string, folder: string): string;
  setLine(line: Line, seed: number): Promise<void>;
  remove(): void;
};

const wirePort = 7_000;
/** Room for the wire's own headers. */
const mtu = 1_400;

const heard = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the wire ended with ${code}`)));
  });

const until = async (what: string, holds: () => boolean): Promise<void> => {
  for (let times = 0; times < 100; times++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never happened: ${what}`);
};

const reasonNot = (): string | null => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'network namespaces need Linux and root';
  if (!existsSync('/dev/net/tun')) return 'this kernel has no TUN device';
  for (const program of ['ip', 'socat'])
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
    } catch {
      return `${program} is not installed`;
    }
  return null;
};

export const openHomes = async (): Promise<Homes> => {
  const reason = reasonNot();
  if (reason !== null) throw new Skipped(reason);
  const nameOf = (place: string): string => `maru-${process.pid.toString(36)}-${place}`;
  const ip = (...given: readonly string[]): Buffer => execFileSync('ip', given, { stdio: 'pipe' });
  const inside = (place: string): readonly string[] => ['ip', 'netns', 'exec', nameOf(place)];
  const children: ChildProcess[] = [];

  const remove = (): void => {
    for (const child of children) child.kill();
    for (const place of [...places, 'wire'])
      if (existsSync(`/run/netns/${nameOf(place)}`)) ip('netns', 'delete', nameOf(place));
  };

  /** A cable from the place to the wire, and a TUN device whose packets go through it. */
  const lay = async (place: Place, at: number): Promise<void> => {
    const name = nameOf(place);
    const plug = `plug${at}`;
    ip('netns', 'add', name);
    ip('-n', nameOf('wire'), 'link', 'add', plug, 'type', 'veth', 'peer', 'name', 'plug', 'netns', name);
    ip('-n', nameOf('wire'), 'address', 'add', `10.88.${at}.1/30`, 'dev', plug);
    ip('-n', nameOf('wire'), 'link', 'set', plug, 'up');
    ip('-n', name, 'address', 'add', `10.88.${at}.2/30`, 'dev', 'plug');
    for (const device of ['lo', 'plug']) ip('-n', name, 'link', 'set', device, 'up');
    const [command = '', ...rest] = inside(place);
    const tun = `TUN:10.77.0.${at + 1}/24,tun-name=line,iff-no-pi,iff-up`;
    const cable = `UDP:10.88.${at}.1:${wirePort},bind=10.88.${at}.2:${wirePort}`;
    children.push(spawn(command, [...rest, 'socat', tun, cable], { stdio: 'ignore' }));
    await until(`a line to ${place}`, () => ip('-n', name, '-brief', 'link').toString().includes('line'));
    ip('-n', name, 'link', 'set', 'line', 'mtu', String(mtu));
    ip('-n', name, 'route', 'add', 'default', 'dev', 'line');
  };

  const startWire = async (): Promise<ChildProcess> => {
    const [execPath = '', ...before] = inside('wire');
    ip('-n', nameOf('wire'), 'link', 'set', 'lo', 'up');
    const told = {
      port: wirePort,
      places: places.map((_, at) => ({
        address: `10.77.0.${at + 1}`,
        host: `10.88.${at}.2`,
        port: wirePort,
      })),
    };
    const wire = fork(fileURLToPath(new URL('./wire-main.ts', import.meta.url)), [JSON.stringify(told)], {
      execPath,
      execArgv: [...before, process.execPath, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(wire);
    await heard(wire);
    return wire;
  };

  try {
    ip('netns', 'add', nameOf('wire'));
    // Before the lines: a cable into nothing ends at its first packet.
    const wire = await startWire();
    for (const [at, place] of places.entries()) await lay(place, at);
    return {
      relayHost: '10.77.0.1',
      inside,
      wrap(place, program, folder) {
        const path = join(folder, `${place}.sh`);
        writeFileSync(path, `#!/bin/sh\nexec ${inside(place).join(' ')} "${program}" "$@"\n`);
        chmodSync(path, 0o755);
        return path;
      },
      async setLine(line, seed) {
        const set = heard(wire);
        wire.send({ line, seed });
        await set;
      },
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
};
