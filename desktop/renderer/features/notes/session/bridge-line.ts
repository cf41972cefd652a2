/** The host's side of an open note, by the contract. */
import type { NoteOpened } from '@maru/sync-core';
import type { HostBridge } from '../../../../contract/index.ts';
import type { NoteLine } from './note-line.ts';

export const createBridgeLine = (bridge: HostBridge, { session, clientId, state }: NoteOpened): NoteLine => ({
  clientId,
  state,
  change: (update) => bridge.command('changeNote', { session, update }),
  caret: (frame) => void bridge.command('noteCaret', { session, frame }),
  listen: (news) => {
    const ends = [
      bridge.listen('noteUpdated', (detail) => {
        if (detail.session === session) news.updated(detail.update);
      }),
      bridge.listen('noteCaret', (detail) => {
        if (detail.session !== session) return;
        if (detail.frame) news.caret(detail.device, detail.member, detail.frame);
        else news.gone(detail.device);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  },
});
