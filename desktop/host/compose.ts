/**
 * The composition shared by the Worker, Electron's utility process and the test child: a platform's
 * ports in, a `HostService` out. Files can be opened, given away to another tab, and opened again.
 */
import {
  type Client,
  type ClientDeps,
  createClient,
  createSuite,
  err,
  identityRef,
  ok,
  type Result,
  type Sha256,
  type StorageError,
  StorageFailure,
} from '@maru/sync-core';
import type { AppView } from '../contract/index.ts';
import { createHostEvents, forwardClientEvents } from './events.ts';
import { createImportService } from './import/import-service.ts';
import type { Opened } from './opened.ts';
import type { HostService } from './rpc/host-service.ts';
import { MissingSecret, requireSecrets } from './secrets.ts';
import { createHostService } from './service.ts';
import { type UnlockDeps, unlock } from './unlock.ts';

export type Platform = Omit<ClientDeps, 'suite'> & {
  readonly storage: AppView['storage'];
  /** Where the platform has it native. */
  readonly sha256?: Sha256;
};

export type Host = {
  readonly service: HostService;
  /** Opens the profile and its communities; what is asked meanwhile waits. */
  open(platform: Platform): Promise<Result<null, StorageError>>;
  /** Closes the files; afterwards everything answers that another tab has them. */
  giveWay(storage: AppView['storage']): Promise<void>;
  /** Closes the files at the end of the process. */
  close(): Promise<void>;
};

const openClient = async (platform: Platform): Promise<Result<Client, StorageError> | 'locked'> => {
  try {
    const suite = await createSuite(platform.random, platform.sha256);
    return await createClient({ ...platform, secrets: requireSecrets(platform.secrets), suite });
  } catch (thrown) {
    if (thrown instanceof MissingSecret) return 'locked';
    if (thrown instanceof StorageFailure) return err(thrown.error);
    throw thrown;
  }
};

export const createHost = (deps: { readonly takeOver: () => Promise<void> }): Host => {
  const events = createHostEvents();
  const first = Promise.withResolvers<Opened>();
  let current = first.promise;
  let stopForwarding: (() => void) | null = null;

  const become = (next: Promise<Opened>): void => {
    current = next;
    first.resolve(next);
    const changed = () => events.emit({ name: 'appChanged', detail: {} });
    next.then(changed, changed);
  };

  const start = async (platform: Platform): Promise<Opened> => {
    const opened = await openClient(platform);
    if (opened === 'locked') return lockedBy(platform);
    if (!opened.ok) {
      platform.logger.error('the files could not be opened', { reason: opened.error.kind });
      return { kind: 'failed', error: { kind: 'storage', error: opened.error } };
    }
    const client = opened.value;
    stopForwarding = forwardClientEvents(client, events.emit);
    const imports = createImportService({
      client,
      clock: platform.clock,
      emit: (detail) => events.emit({ name: 'importProgressed', detail }),
    });
    const kept = client.profile() === null ? await platform.secrets.get(identityRef) : null;
    const resume = kept === null ? null : client.resumeProfile;
    return { kind: 'open', client, imports, storage: platform.storage, resume };
  };

  /** The person's phrase brings the secrets back; then everything is opened as at a start. */
  const lockedBy = (platform: Platform): Opened => {
    platform.logger.error('the profile is here, its secrets are not');
    const { secrets, random, storage } = platform;
    const open: UnlockDeps['open'] = async (tried, connector) => {
      const opened = await openClient({ ...platform, secrets: tried, connector });
      if (opened === 'locked') throw new Error('bug: the secrets that were tried are not all');
      return opened;
    };
    return {
      kind: 'locked',
      storage,
      unlock: async (phrase) => {
        const unlocked = await unlock({ secrets, random, open }, phrase);
        if (!unlocked.ok) return unlocked;
        const opening = start(platform);
        become(opening);
        await opening;
        return ok({});
      },
    };
  };

  const end = async (next: Opened): Promise<void> => {
    const before = current;
    become(Promise.resolve(next));
    const opened = await before;
    stopForwarding?.();
    stopForwarding = null;
    if (opened.kind !== 'open') return;
    await opened.imports.close();
    await opened.client.close();
  };

  return {
    service: createHostService({ current: () => current, events, takeOver: deps.takeOver }),
    async open(platform) {
      const opening = start(platform);
      become(opening);
      const opened = await opening;
      return opened.kind === 'failed' && opened.error.kind === 'storage'
        ? err(opened.error.error)
        : { ok: true, value: null };
    },
    giveWay: (storage) => end({ kind: 'elsewhere', storage }),
    close: () => end({ kind: 'failed', error: { kind: 'closed' } }),
  };
};
