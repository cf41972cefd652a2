/** The host's events: one stream for every port, fed by whichever client is open. */
import type { Client } from '@maru/sync-core';
import type { Events } from '../contract/index.ts';
import type { HostEvent } from './rpc/host-service.ts';

export type EmitHostEvent = (event: HostEvent) => void;

export type HostEvents = {
  readonly emit: EmitHostEvent;
  /** Returns its own end. */
  subscribe(listener: (event: HostEvent) => void): () => void;
};

export const createHostEvents = (): HostEvents => {
  const listeners = new Set<(event: HostEvent) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** What the UI has words for; a file that is too new or a SQLite that is too old can't happen while writing. */
const toFailure = (kind: string): Events['storageFailed']['kind'] =>
  kind === 'full' || kind === 'corrupt' || kind === 'busy' ? kind : 'io';

/** Passes the client's events on under the contract's names. Returns its own end. */
export const forwardClientEvents = (client: Client, emit: EmitHostEvent): (() => void) => {
  const ends = [
    client.listen('profileChanged', (detail) => emit({ name: 'appChanged', detail })),
    client.listen('settingsChanged', (detail) => emit({ name: 'settingsChanged', detail })),
    client.listen('communitiesChanged', (detail) => emit({ name: 'communitiesChanged', detail })),
    client.listen('sidebarChanged', (detail) => emit({ name: 'sidebarChanged', detail })),
    client.listen('membersChanged', (detail) => emit({ name: 'membersChanged', detail })),
    client.listen('governanceChanged', (detail) => emit({ name: 'governanceChanged', detail })),
    client.listen('actsOverturned', (detail) => emit({ name: 'actsOverturned', detail })),
    client.listen('timelineAppended', (detail) => emit({ name: 'timelineAppended', detail })),
    client.listen('timelineChanged', (detail) => emit({ name: 'timelineChanged', detail })),
    client.listen('typingChanged', (detail) => emit({ name: 'typingChanged', detail })),
    client.listen('lookersChanged', (detail) => emit({ name: 'lookersChanged', detail })),
    client.listen('callsChanged', (detail) => emit({ name: 'callsChanged', detail })),
    client.listen('callKeysChanged', (detail) => emit({ name: 'callKeysChanged', detail })),
    client.listen('callEnded', (detail) => emit({ name: 'callEnded', detail })),
    client.listen('ringingChanged', (detail) => emit({ name: 'ringingChanged', detail })),
    client.listen('ringOutEnded', (detail) => emit({ name: 'ringOutEnded', detail })),
    client.listen('ringInEnded', (detail) => emit({ name: 'ringInEnded', detail })),
    client.listen('pairBegan', (detail) => emit({ name: 'pairBegan', detail })),
    client.listen('pairEnded', (detail) => emit({ name: 'pairEnded', detail })),
    client.listen('missedCallsChanged', (detail) => emit({ name: 'missedCallsChanged', detail })),
    client.listen('callMissed', (detail) => emit({ name: 'callMissed', detail })),
    client.listen('draftChanged', (detail) => emit({ name: 'draftChanged', detail })),
    client.listen('noteUpdated', (detail) => emit({ name: 'noteUpdated', detail })),
    client.listen('noteCaret', (detail) => emit({ name: 'noteCaret', detail })),
    client.listen('noteReset', (detail) => emit({ name: 'noteReset', detail })),
    client.listen('documentsChanged', (detail) => emit({ name: 'documentsChanged', detail })),
    client.listen('attentionChanged', (detail) => emit({ name: 'attentionChanged', detail })),
    client.listen('noticed', (detail) => emit({ name: 'noticed', detail })),
    client.listen('devicesChanged', (detail) => emit({ name: 'devicesChanged', detail })),
    client.listen('pairingChanged', (detail) => emit({ name: 'pairingChanged', detail })),
    client.listen('directSend', (detail) => emit({ name: 'directSend', detail })),
    client.listen('directClose', (detail) => emit({ name: 'directClose', detail })),
    client.listen('directChanged', (detail) => emit({ name: 'directChanged', detail })),
    client.listen('deviceForked', (detail) => emit({ name: 'deviceForked', detail })),
    client.listen('storageFailed', ({ kind }) =>
      emit({ name: 'storageFailed', detail: { kind: toFailure(kind) } }),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
};
