/**
 * What rings on this page, whom it rings, and which calls were missed. A ring that was answered becomes the call
 * that the page is in.
 */
import type {
  CommunityId,
  MemberId,
  MissedCallsView,
  PaletteColour,
  RingId,
  RingingView,
  RingOutcome,
} from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge, HostError } from '../../../contract/index.ts';
import { keepSame } from '../../stores/keep-same.ts';
import { createRefresher } from '../../stores/refresher.ts';
import { isPair, type PairPlace } from '../call-place.ts';
import type { CallState, CallStore } from '../call-store.ts';
import type { Ringer, RingKind } from './ringer.ts';

/** Whom one rings, as they are shown. */
export type Callee = {
  readonly community: CommunityId;
  readonly member: MemberId;
  readonly name: string;
  readonly colour: PaletteColour;
};
/** How the own ring ended, or why it could not begin. */
export type RingNote = Callee &
  (
    | { readonly kind: 'ended'; readonly outcome: Exclude<RingOutcome, 'cancelled'> }
    | { readonly kind: 'refused'; readonly error: HostError }
  );

export type RingingState = RingingView & {
  readonly note: RingNote | null;
  readonly missed: readonly MissedCallsView[];
  /** Do not disturb began while it rings. */
  readonly quiet: boolean;
};

export type RingingStore = {
  readonly store: StoreApi<RingingState>;
  ring(callee: Callee): Promise<void>;
  cancel(): Promise<void>;
  accept(): Promise<void>;
  decline(): Promise<void>;
  closeNote(): void;
  putAway(missed: Pick<MissedCallsView, 'community' | 'member'>): Promise<void>;
  dispose(): void;
};

export type RingingDeps = {
  readonly bridge: HostBridge;
  readonly call: Pick<CallStore, 'join' | 'leave'> & {
    readonly store: { getState(): Pick<CallState, 'place'> };
  };
  /** The call of two is on screen from now on; `asked`: the person did so this moment. */
  readonly show: (place: PairPlace, asked: boolean) => void;
  readonly ringer: Ringer;
};

/** Who was rung hears it until they answer, whoever rings hears that they wait. */
const soundOf = ({ incoming, outgoing, quiet }: RingingState): RingKind | null => {
  if (incoming) return incoming.answering || quiet ? null : 'incoming';
  return outgoing ? 'outgoing' : null;
};

export const createRingingStore = (deps: RingingDeps): RingingStore => {
  const { bridge, call, ringer } = deps;
  const store = createStore<RingingState>(() => ({
    incoming: null,
    outgoing: null,
    note: null,
    missed: [],
    quiet: false,
  }));
  const { getState: get, setState: set } = store;
  /** Whom the last ring was for: told of it once it is over. */
  let callee: Callee | null = null;
  /** It was taken up on this page. */
  let accepted: RingId | null = null;

  const patch = (change: Partial<RingingState>) => set((state) => keepSame(state, { ...state, ...change }));

  const readRinging = createRefresher(async () => {
    const [ringing, quiet] = await Promise.all([bridge.query('ringing', {}), bridge.query('quiet', {})]);
    if (ringing.ok) patch({ ...ringing.value, quiet: quiet.ok && quiet.value.active });
  });
  const readMissed = createRefresher(async () => {
    const answer = await bridge.query('missedCalls', {});
    if (answer.ok) patch({ missed: answer.value });
  });

  const isIn = (ring: RingId): boolean => {
    const current = call.store.getState().place;
    return current !== null && isPair(current) && current.ring === ring;
  };

  const refuse = (error: HostError, who: Callee | null): void => {
    if (who) set({ note: { kind: 'refused', error, ...who } });
  };

  const ends = [
    bridge.listen('ringingChanged', () => void readRinging()),
    bridge.listen('attentionChanged', () => get().incoming && void readRinging()),
    bridge.listen('missedCallsChanged', () => void readMissed()),
    bridge.listen('communitiesChanged', () => void readMissed()),
    bridge.listen('ringOutEnded', ({ outcome, member }) => {
      if (outcome !== 'cancelled' && callee?.member === member)
        set({ note: { kind: 'ended', outcome, ...callee } });
    }),
    bridge.listen('pairBegan', ({ community, ring, member }) => {
      const place = { community, ring, member };
      deps.show(place, accepted === ring);
      void call.join(place);
    }),
    bridge.listen('pairEnded', ({ ring }) => isIn(ring) && void call.leave()),
    store.subscribe((state) => ringer.set(soundOf(state))),
  ];
  void readRinging();
  void readMissed();

  return {
    store,
    async ring(who) {
      const current = call.store.getState().place;
      if (current && isPair(current) && current.member === who.member) {
        deps.show(current, true);
        return;
      }
      callee = who;
      set({ note: null });
      const rung = await bridge.command('ring', { community: who.community, member: who.member });
      if (!rung.ok) refuse(rung.error, who);
    },
    async cancel() {
      const { outgoing } = get();
      if (outgoing) await bridge.command('cancelRing', { community: outgoing.community });
    },
    async accept() {
      const { incoming } = get();
      if (!incoming) return;
      accepted = incoming.ring;
      const taken = await bridge.command('acceptRing', incoming);
      if (!taken.ok) refuse(taken.error, incoming);
    },
    async decline() {
      const { incoming } = get();
      if (incoming) await bridge.command('declineRing', incoming);
    },
    closeNote: () => set({ note: null }),
    async putAway({ community, member }) {
      await bridge.command('putAwayMissed', { community, member });
    },
    dispose() {
      for (const end of ends) end();
      ringer.set(null);
    },
  };
};
