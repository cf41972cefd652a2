/** A community that somebody is connected to: its index, and its listeners. */

import type { Turn } from '../socket/turn.ts';
import type { HubIndex } from './hub.ts';

/** A connection as its community sees it. */
export type Listener = {
  push(frame: Buffer): void;
  /** Ends the connection: what it was told is held is so no more. */
  restart(): void;
};

export type Community = {
  readonly index: HubIndex;
  listeners(): number;
  join(listener: Listener): void;
  leave(listener: Listener): void;
  /** How many have ever joined: what was sent to all at this count, all who listen have got. */
  joins(): number;
  /** Sends a frame to all but `except` at the end of the turn. */
  broadcast(frame: Buffer, except: Listener | null): void;
  /** Everyone connects and compares anew. */
  restart(): void;
};

type Sent = { readonly frame: Buffer; readonly except: Listener | null };

export const createCommunity = (index: HubIndex, turn: Turn): Community => {
  const listeners = new Set<Listener>();
  let sent: Sent[] = [];
  let joins = 0;

  const fanOut = (): void => {
    const due = sent;
    sent = [];
    // Joined once for all who sent none of it: one buffer, one write per socket.
    const all = due.length === 1 && due[0] ? due[0].frame : Buffer.concat(due.map(({ frame }) => frame));
    const senders = new Set(due.map(({ except }) => except));
    for (const listener of [...listeners]) {
      if (!senders.has(listener)) listener.push(all);
      else for (const { frame, except } of due) if (except !== listener) listener.push(frame);
    }
  };

  return {
    index,
    listeners: () => listeners.size,
    join(listener) {
      joins++;
      listeners.add(listener);
    },
    leave: (listener) => void listeners.delete(listener),
    joins: () => joins,
    restart() {
      for (const listener of [...listeners]) listener.restart();
    },
    broadcast(frame, except) {
      if (sent.length === 0) turn.at('fanOut', fanOut);
      sent.push({ frame, except });
    },
  };
};
