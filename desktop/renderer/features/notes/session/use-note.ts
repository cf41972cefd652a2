/** A place's note, opened for as long as it is on screen, and anew when the host says so. */
import type { NoteOpened } from '@maru/sync-core';
import { useEffect, useState } from 'react';
import type { HostError } from '../../../../contract/index.ts';
import { useServices } from '../../../stores/services.ts';
import type { Place } from '../../../stores/timeline-store.ts';
import type { Timer } from '../../../stores/toast-store.ts';
import { createBridgeLine } from './bridge-line.ts';
import { createNoteSession, type NoteSession } from './note-session.ts';

export type OpenNote = {
  readonly opened: NoteOpened;
  readonly session: NoteSession;
};
export type NoteState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly note: OpenNote }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly error: HostError };

const schedule: Timer = (run, afterMs) => {
  const timeout = setTimeout(run, afterMs);
  return () => clearTimeout(timeout);
};

export const useNote = (place: Place): NoteState => {
  const { bridge } = useServices();
  const [state, setState] = useState<NoteState>({ kind: 'opening' });
  const { community, channel, thread } = place;

  useEffect(() => {
    let ended = false;
    let open: OpenNote | null = null;
    const close = async ({ opened, session }: OpenNote): Promise<void> => {
      session.dispose();
      await session.settled();
      await bridge.command('closeNote', { session: opened.session });
    };
    const begin = async (): Promise<void> => {
      const answer = await bridge.command('openNote', { community, channel, thread });
      if (!answer.ok) {
        if (!ended) setState({ kind: 'failed', error: answer.error });
        return;
      }
      const session = createNoteSession(createBridgeLine(bridge, answer.value), schedule);
      const next = { opened: answer.value, session };
      if (ended) return void close(next);
      const before = open;
      open = next;
      setState({ kind: 'open', note: next });
      if (before) void close(before);
    };
    const end = bridge.listen('noteReset', ({ session, reason }) => {
      if (session !== open?.opened.session) return;
      if (reason !== 'gone') return void begin();
      void close(open);
      open = null;
      setState({ kind: 'gone' });
    });
    void begin();
    return () => {
      ended = true;
      end();
      if (open) void close(open);
    };
  }, [bridge, community, channel, thread]);

  return state;
};
