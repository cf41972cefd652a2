/** A service without a core behind it: what the RPC suite serves to see the RPC itself. */
import { err, ok } from '@maru/sync-core';
import type { CommandHandlers, HostEvent, HostService, QueryHandlers } from '../../host/rpc/host-service.ts';

const refuse = async () => err({ kind: 'not-found' } as const);

const refusing = <T extends object>(answers: T): T =>
  new Proxy(answers, { get: (target, name) => Reflect.get(target, name) ?? refuse });

export type SampleService = HostService & { emit(event: HostEvent): void; readonly listeners: () => number };

/**
 * `saveSettings` and `settings` work together and raise `settingsChanged`; `recoveryPhrase` throws an
 * error that quotes a secret; `directReceived` sends its bytes back as `directSend`; all else is `not-found`.
 */
export const createSampleService = (): SampleService => {
  const listeners = new Set<(event: HostEvent) => void>();
  const emit = (event: HostEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  let textSize = 15;
  const commands: Partial<CommandHandlers> = {
    saveSettings: async (patch) => {
      textSize = patch.textSize ?? textSize;
      emit({ name: 'settingsChanged', detail: {} });
      return ok({});
    },
    directReceived: async ({ link, frame }) => {
      emit({ name: 'directSend', detail: { link, frame } });
      return ok({});
    },
  };
  const queries: Partial<QueryHandlers> = {
    settings: () =>
      ok({
        language: 'system',
        theme: 'system',
        density: 'cosy',
        textSize,
        notifications: true,
        notificationText: true,
        sendTyping: true,
        takesCalls: true,
      }),
    recoveryPhrase: () => {
      throw new TypeError('canary-secret');
    },
  };
  return {
    commands: refusing(commands) as CommandHandlers,
    queries: refusing(queries) as QueryHandlers,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    listeners: () => listeners.size,
  };
};
