/**
 * One tab owns the files; the others know it and can take over.
 *
 * Ownership is a Web Lock, gone with the tab however it ends. A tab that starts while another
 * owns queues behind it, so it becomes the owner when that one closes. `takeOver` asks the owner
 * to close its files and give way; if it does not within a while (frozen, broken) the lock is
 * stolen, and the old owner, told by its lost lock, must drop its files at once.
 */
import type { Clock } from '../../src/ports/index.ts';

export type TabOwnership =
  /** Not decided yet. */
  | 'starting'
  /** This tab owns the files and may open them. */
  | 'owner'
  /** Another tab owns them. */
  | 'elsewhere'
  | 'stopped';

export type TabOwnerOptions = {
  readonly name: string;
  readonly locks: LockManager;
  readonly createChannel: (name: string) => BroadcastChannel;
  readonly clock: Clock;
  /** Closes the files; the lock is given up when it resolves. Called when another tab takes over. */
  readonly giveWay: () => Promise<void>;
  /** The lock was stolen: end whatever holds the files (terminate the Worker) without delay. */
  readonly dropped: () => void;
  readonly changed: (ownership: TabOwnership) => void;
  /** How long the owner may take to give way before the lock is stolen. Default 5,000 ms. */
  readonly giveWayTimeoutMs?: number;
};

export type TabOwner = {
  ownership(): TabOwnership;
  /** Resolves when this tab owns the files. */
  takeOver(): Promise<void>;
  /** Gives up ownership, or the wait for it. */
  stop(): void;
};

const giveWayMessage = 'give-way';

/** Starts at once: `changed` says `owner` or `elsewhere` soon after. */
export const createTabOwner = (options: TabOwnerOptions): TabOwner => {
  let ownership: TabOwnership = 'starting';
  let release: (() => void) | null = null;
  let queue: AbortController | null = null;
  let owned: (() => void)[] = [];
  /** Calls off the theft that a take-over ends in when nobody answers. */
  let callOff: (() => void) | null = null;
  const channel = options.createChannel(`${options.name}-owner`);

  const become = (next: TabOwnership): void => {
    if (ownership === next || ownership === 'stopped') return;
    ownership = next;
    options.changed(next);
  };

  /** Holds the lock until `release` is called. */
  const hold = (): Promise<void> => {
    queue = null;
    // Else it would come later, when the other tab has taken the files back.
    callOff?.();
    callOff = null;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    become('owner');
    const waiting = owned;
    owned = [];
    for (const tell of waiting) tell();
    return held;
  };

  const lost = (thrown: unknown): void => {
    // AbortError: our queued request was withdrawn, or the lock we held was stolen.
    if (!(thrown instanceof DOMException) || thrown.name !== 'AbortError') throw thrown;
    if (ownership !== 'owner') return;
    release = null;
    options.dropped();
    become('elsewhere');
    wait();
  };

  /** Queues for the lock; granted when the owner's tab ends or gives way. */
  const wait = (): void => {
    const controller = new AbortController();
    queue = controller;
    options.locks.request(options.name, { signal: controller.signal }, hold).catch(lost);
  };

  const start = async (): Promise<void> => {
    let free = true;
    await options.locks.request(options.name, { ifAvailable: true }, (lock) => {
      if (lock) return hold();
      free = false;
      return undefined;
    });
    if (free || ownership === 'stopped') return;
    become('elsewhere');
    wait();
  };

  channel.onmessage = async ({ data }) => {
    if (data !== giveWayMessage) return;
    if (ownership === 'elsewhere') {
      // A third tab wants the files: queue again, behind it.
      queue?.abort();
      wait();
      return;
    }
    if (ownership !== 'owner' || !release) return;
    const giveUp = release;
    await options.giveWay();
    if (release !== giveUp) return;
    release = null;
    become('elsewhere');
    giveUp();
    wait();
  };

  start().catch(lost);

  return {
    ownership: () => ownership,
    takeOver() {
      if (ownership === 'owner') return Promise.resolve();
      const done = new Promise<void>((resolve) => void owned.push(resolve));
      channel.postMessage(giveWayMessage);
      callOff ??= options.clock.schedule(options.giveWayTimeoutMs ?? 5_000, () => {
        callOff = null;
        if (ownership !== 'elsewhere') return;
        queue?.abort();
        options.locks.request(options.name, { steal: true }, hold).catch(lost);
      });
      return done;
    },
    stop() {
      become('stopped');
      callOff?.();
      queue?.abort();
      release?.();
      release = null;
      channel.close();
    },
  };
};
