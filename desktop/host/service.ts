/** The host as the RPC serves it: the contract's commands, queries and events over what is open. */
import { createCommandHandlers } from './commands.ts';
import type { HostEvents } from './events.ts';
import { createAccess, type Opened } from './opened.ts';
import { createQueryHandlers } from './queries.ts';
import type { HostService } from './rpc/host-service.ts';

export type ServiceDeps = {
  /** Resolves once the files are open, elsewhere, or have failed. */
  readonly current: () => Promise<Opened>;
  readonly events: HostEvents;
  readonly takeOver: () => Promise<void>;
};

export const createHostService = ({ current, events, takeOver }: ServiceDeps): HostService => {
  const access = createAccess(current);
  return {
    commands: createCommandHandlers({ access, current, takeOver }),
    queries: createQueryHandlers(current, access),
    subscribe: events.subscribe,
  };
};
