/** What rings on the page: its sound begins and ends with it, and what was answered becomes the page's call. */
import { type CommunityId, isMemberId, isRingId, type RingingView } from '@maru/sync-core';
import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { EventName, Events, HostBridge } from '../../../contract/index.ts';
import type { CallState } from '../../../renderer/calls/call-store.ts';
import type { RingKind } from '../../../renderer/calls/ringing/ringer.ts';
import { createRingingStore } from '../../../renderer/calls/ringing/ringing-store.ts';
import { communityId, memberId } from '../../../renderer/demo/demo-data.ts';

const ring = '7'.repeat(32);
const member = memberId(2);
if (!isRingId(ring) || !isMemberId(member)) throw new Error('bug: ids');
const community: CommunityId = communityId(1);
const partner = { community, communityName: 'World', ring, member, name: 'Bo', colour: 'pine' } as const;
const silent: RingingView = { incoming: null, outgoing: null };

const setup = () => {
  let ringing = silent;
  let quiet = false;
  const listeners: [EventName, (detail: never) => void][] = [];
  const bridge: HostBridge = {
    query: vi.fn(async (name: string) => {
      const answers: Record<string, unknown> = { ringing, quiet: { active: quiet }, missedCalls: [] };
      return { ok: true, value: answers[name] };
    }) as HostBridge['query'],
    command: vi.fn(async () => ({ ok: true, value: {} })) as HostBridge['command'],
    listen(name, listener) {
      listeners.push([name, listener]);
      return () => undefined;
    },
  };
  const emit = async <K extends EventName>(name: K, detail: Events[K]): Promise<void> => {
    for (const [known, listener] of listeners) if (known === name) Reflect.apply(listener, null, [detail]);
    await vi.waitFor(() => undefined);
    await Promise.resolve();
  };
  let sound: RingKind | null = null;
  const call = {
    store: createStore<Pick<CallState, 'place'>>(() => ({ place: null })),
    join: vi.fn(async (place: CallState['place']) => call.store.setState({ place })),
    leave: vi.fn(async () => undefined),
  };
  const shown = vi.fn();
  const store = createRingingStore({
    bridge,
    call,
    show: shown,
    ringer: {
      set: (kind) => {
        sound = kind;
      },
    },
  });
  return {
    store,
    call,
    shown,
    emit,
    sound: () => sound,
    async now(view: Partial<RingingView>, isQuiet = false) {
      ringing = { ...silent, ...view };
      quiet = isQuiet;
      await emit('ringingChanged', {});
    },
  };
};

it('it sounds while it rings, and is silent as soon as it is answered, over, not to disturb, or the page goes', async () => {
  const { store, now, sound } = setup();
  await now({ incoming: { ...partner, answering: false } });
  await vi.waitFor(() => expect(sound()).toBe('incoming'));
  await now({ incoming: { ...partner, answering: true } });
  await vi.waitFor(() => expect(sound()).toBeNull());
  await now({ outgoing: { ...partner, ringing: true } });
  await vi.waitFor(() => expect(sound()).toBe('outgoing'));
  await now({});
  await vi.waitFor(() => expect(sound()).toBeNull());
  await now({ incoming: { ...partner, answering: false } }, true);
  await vi.waitFor(() => expect(store.store.getState().quiet).toBe(true));
  expect(sound()).toBeNull();
  await now({ incoming: { ...partner, answering: false } });
  await vi.waitFor(() => expect(sound()).toBe('incoming'));
  store.dispose();
  expect(sound()).toBeNull();
});

it('what was answered is the call that the page is in, and is left when the other hangs up; another call is not', async () => {
  const { call, shown, emit } = setup();
  await emit('pairBegan', { community, ring, member });
  expect(shown).toHaveBeenCalledWith({ community, ring, member }, false);
  expect(call.join).toHaveBeenCalledWith({ community, ring, member });
  const other = '8'.repeat(32);
  if (!isRingId(other)) throw new Error('bug: ids');
  await emit('pairEnded', { community, ring: other, member, end: { kind: 'hung-up' } });
  expect(call.leave).not.toHaveBeenCalled();
  await emit('pairEnded', { community, ring, member, end: { kind: 'hung-up' } });
  expect(call.leave).toHaveBeenCalledOnce();
});
