/**
 * The way into a call: a session to meet the others by, which right after the start may still be on its way, an open
 * microphone, and the host's word. What an earlier press began is given up by a later one. Who waits in a call of two
 * that comes to nothing here is told so.
 */
import type { CommunityId } from '@maru/sync-core';
import type { HostBridge } from '../../contract/index.ts';
import type { PeerSession, PeerSessions } from '../direct/peer-sessions.ts';
import { joinAt } from './call-host.ts';
import { type CallPlace, isPair, isSamePlace } from './call-place.ts';
import type { CallProblem } from './call-problem.ts';
import type { CallSettingsStore } from './call-settings.ts';
import { tellSealing } from './frames/call-frames.ts';
import { type Entry, type Sound, silence } from './held-call.ts';

type Ears = { readonly muted: boolean; readonly deafened: boolean };

export type JoiningDeps = {
  readonly bridge: HostBridge;
  readonly sessions: PeerSessions;
  readonly settings: CallSettingsStore;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  /** Where one is, or is about to be. */
  readonly place: () => CallPlace | null;
  readonly ears: () => Ears;
  /** Of the call one is in now; null without one. */
  readonly sound: () => Sound | null;
  readonly openSound: () => Sound;
  readonly begun: (place: CallPlace) => void;
  /** No server that connects pages is known yet. */
  readonly seeking: (on: boolean) => void;
  /** `told`: what the others know of this page's ears. */
  readonly entered: (entry: Entry, told: Ears) => Promise<void>;
  readonly refused: (problem: CallProblem) => Promise<void>;
};

export type Joining = {
  join(place: CallPlace): Promise<void>;
  /** Whatever is on its way in comes to nothing. */
  giveUp(): void;
};

/** A relay's ticket comes within a moment of its link; a link within some seconds of the start. */
const patienceMs = 8_000;

export const createJoining = (deps: JoiningDeps): Joining => {
  const { bridge, sessions, schedule } = deps;
  let turn = 0;
  let stopSeeking: (() => void) | null = null;

  const seek = (community: CommunityId): Promise<PeerSession | null> =>
    new Promise((resolve) => {
      deps.seeking(true);
      const settle = (session: PeerSession | null): void => {
        end();
        cancel();
        if (stopSeeking === stop) stopSeeking = null;
        resolve(session);
      };
      const stop = () => settle(null);
      const end = sessions.watch({
        began: (of, session) => {
          if (of === community) settle(session);
        },
      });
      const cancel = schedule(stop, patienceMs);
      stopSeeking = stop;
    });

  const begin = (): number => {
    turn++;
    stopSeeking?.();
    return turn;
  };

  /** The other of two would wait for nobody. */
  const tellOther = async (place: CallPlace): Promise<void> => {
    if (isPair(place) && !isSamePlace(deps.place(), place))
      await bridge.command('hangUp', { community: place.community, ring: place.ring });
  };
  const refuse = async (place: CallPlace, problem: CallProblem): Promise<void> => {
    await deps.refused(problem);
    await tellOther(place);
  };

  /** Let in by the host after the person had gone elsewhere. */
  const withdraw = async (place: CallPlace, isIn: boolean): Promise<void> => {
    if (isIn && deps.place()?.community !== place.community)
      await bridge.command('leaveCall', { community: place.community });
    else await tellOther(place);
  };

  return {
    async join(place) {
      if (isSamePlace(deps.place(), place)) return;
      const mine = begin();
      const { community } = place;
      deps.begun(place);
      const session = sessions.get(community) ?? (await seek(community));
      if (mine !== turn) return withdraw(place, false);
      deps.seeking(false);
      if (!session) return refuse(place, { kind: 'host', error: { kind: 'no-signaling' } });
      if (!session.ways.open) return refuse(place, { kind: 'hidden' });
      const sound = deps.sound() ?? deps.openSound();
      await tellSealing({ bridge, settings: deps.settings, community });
      const told = deps.ears();
      const state = { ...told, camera: false, screen: false };
      const joined = await joinAt(bridge, place, { fingerprint: session.fingerprint, ...state });
      if (mine === turn && joined.ok)
        return deps.entered({ place, sound, own: joined.value.session, session }, told);
      if (deps.sound()?.microphone !== sound.microphone) silence(sound);
      if (joined.ok || mine !== turn) return withdraw(place, joined.ok);
      return refuse(place, { kind: 'host', error: joined.error });
    },
    giveUp() {
      begin();
    },
  };
};
