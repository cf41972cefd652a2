/** One person's installation: a client that can be killed and started again over the same disk and keychain. */
import { automergeFromPackage } from '../../drivers/node/automerge.ts';
import { type Client, createClient, type OpenCommunity } from '../../src/client/index.ts';
import { type CipherSuite, createSuite } from '../../src/crypto/index.ts';
import { type DocumentSandbox, openSandbox } from '../../src/documents/index.ts';
import type { CommunityId } from '../../src/model/index.ts';
import type { Clock, Logger, Random, SecretStore } from '../../src/ports/index.ts';
import { createSeededRandom } from '../seeded-random.ts';
import type { Dice } from './dice.ts';
import { createDisk, type Disk, type Durability, type RowFilter } from './disk.ts';
import type { Network, Site, Weather } from './network.ts';
import { relayUrl } from './relay.ts';
import type { Timeline } from './timeline.ts';

export type Installation = {
  readonly name: string;
  readonly weather: Weather;
  /** Milliseconds that this clock is ahead of the world's. */
  skew: number;
  /** No room on this disk. */
  full: boolean;
  /** How often the disk refused for lack of room. */
  refusals(): number;
  client(): Client | null;
  /** Where this life is on the network; null when there is none. */
  site(): Site | null;
  community(id: CommunityId): OpenCommunity | null;
  start(): Promise<void>;
  readonly disk: Pick<Disk, 'backUp' | 'restore'>;
  /** Where it tries what others wrote in documents. */
  sandbox: DocumentSandbox;
  /** Power off, at once. */
  crash(): void;
  /** Asleep until then: no timers, no frames; the clock goes on. */
  pause(until: number): void;
  wake(): void;
};

export type InstallationDeps = {
  readonly name: string;
  readonly seed: string;
  readonly timeline: Timeline;
  readonly network: Network;
  readonly dice: Dice;
  readonly durability: Durability;
  /** How long a flush takes, from and to, in milliseconds. */
  readonly flushMs?: readonly [number, number];
  readonly filter?: RowFilter | undefined;
  readonly toSuite?: ((suite: CipherSuite) => CipherSuite) | undefined;
  /** With the person's own space at the relay: for tests of several devices of one person. */
  readonly ownSpace?: boolean | undefined;
  /** What must never happen: told, and held against the run. */
  readonly onError: (what: string) => void;
};

const createSecrets = (): SecretStore => {
  const kept = new Map<string, Uint8Array>();
  return {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, secret) => void kept.set(name, secret),
  };
};

export const createInstallation = async (deps: InstallationDeps): Promise<Installation> => {
  const { name, timeline, network, dice, onError, flushMs = [0, 400] } = deps;
  const random: Random = createSeededRandom(`${deps.seed} ${name}`);
  const plain = await createSuite(random);
  const suite = deps.toSuite?.(plain) ?? plain;
  const secrets = createSecrets();
  const weather: Weather = { cut: false, muteUp: false, muteDown: false, slow: 1, flipNext: false };
  let life = 0;
  let client: Client | null = null;
  let here: Site | null = null;
  let asleepUntil = 0;

  /** A task of this life, later when asleep then. */
  const during =
    (ofLife: number, task: () => void, again: (time: number, task: () => void) => void) => (): void => {
      if (ofLife !== life) return;
      if (timeline.now() < asleepUntil) again(asleepUntil, task);
      else task();
    };
  const schedule = (ofLife: number, time: number, task: () => void): (() => void) => {
    let cancelled = false;
    const place = (at: number): void => {
      timeline.at(
        at,
        during(
          ofLife,
          () => !cancelled && task(),
          (later) => place(later),
        ),
      );
    };
    place(time);
    return () => {
      cancelled = true;
    };
  };

  const disk = createDisk({
    durability: deps.durability,
    afterFlush: (task) => {
      const ofLife = life;
      timeline.at(timeline.now() + dice.between(...flushMs), () => ofLife === life && task());
    },
    filter: deps.filter,
    isFull: () => installation.full,
  });
  const logger: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message, fields) => onError(`${name} logged: ${message} ${JSON.stringify(fields ?? {})}`),
  };

  const installation: Installation = {
    name,
    weather,
    skew: 0,
    full: false,
    refusals: disk.refusals,
    disk,
    sandbox: openSandbox,
    client: () => client,
    site: () => here,
    community: (id) => client?.community(id) ?? null,
    async start() {
      const ofLife = ++life;
      const clock: Clock = {
        now: () => Math.floor(timeline.now()) + installation.skew,
        schedule: (delayMs, task) => schedule(ofLife, timeline.now() + Math.max(0, delayMs), task),
      };
      const site: Site = { name, weather, at: (time, task) => void schedule(ofLife, time, task) };
      const made = await createClient({
        suite,
        clock,
        random,
        driver: disk.driver,
        secrets,
        connector: network.connectorFor(site),
        automerge: automergeFromPackage,
        logger,
        defaultRelayUrl: relayUrl,
        deviceName: name,
        ownSpace: deps.ownSpace ?? false,
        sandbox: { tryOut: (task) => installation.sandbox.tryOut(task), close: () => undefined },
        firstNames: { category: 'Chat', channel: 'general' },
      });
      if (!made.ok) return onError(`${name} could not start: ${made.error.kind}`);
      if (ofLife !== life) return;
      client = made.value;
      here = site;
    },
    crash() {
      life++;
      client = null;
      here = null;
      asleepUntil = 0;
      network.bury(name);
      disk.crash();
    },
    pause(until) {
      asleepUntil = Math.max(asleepUntil, until);
    },
    wake() {
      asleepUntil = 0;
    },
  };
  return installation;
};
