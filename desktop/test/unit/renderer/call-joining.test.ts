/** The way into a call: what is waited for, what comes to nothing, and who is told so. */
import { isChannelId, isMemberId, isRingId } from '@maru/sync-core';
import { expect, it, vi } from 'vitest';
import type { HostBridge } from '../../../contract/index.ts';
import type { CallPlace } from '../../../renderer/calls/call-place.ts';
import type { CallProblem } from '../../../renderer/calls/call-problem.ts';
import { createCallSettings } from '../../../renderer/calls/call-settings.ts';
import { createJoining, type JoiningDeps } from '../../../renderer/calls/joining.ts';
import type { CallMicrophone } from '../../../renderer/calls/microphone/call-microphone.ts';
import { communityId, memberId } from '../../../renderer/demo/demo-data.ts';
import type { PeerSession, PeerSessions, SessionWatcher } from '../../../renderer/direct/peer-sessions.ts';

/** Of what a page has only what is touched here. */
const part = <T>(some: Partial<T>): T => some as T;
const [channel, ring, member] = ['a'.repeat(32), '7'.repeat(32), memberId(2)];
if (!isChannelId(channel) || !isRingId(ring) || !isMemberId(member)) throw new Error('bug: ids');
const community = communityId(1);
const hall: CallPlace = { community, channel };
const pair: CallPlace = { community, ring, member };

const setup = () => {
  let session: PeerSession | null = null;
  let place: CallPlace | null = null;
  let waiting: (() => void)[] = [];
  const watchers = new Set<SessionWatcher>();
  const asked: string[] = [];
  const refusals = new Set<string>();
  const problems: CallProblem[] = [];
  const seeking: boolean[] = [];
  const entered: CallPlace[] = [];
  const stopped = vi.fn();
  const sound = () =>
    part<NonNullable<ReturnType<JoiningDeps['sound']>>>({
      context: part<AudioContext>({ state: 'closed' }),
      microphone: part<CallMicrophone>({ stop: stopped }),
    });
  let held: ReturnType<JoiningDeps['sound']> = null;
  const settings = createCallSettings({ recall: () => null, remember: () => undefined });
  const joining = createJoining({
    bridge: part<HostBridge>({
      command: vi.fn(async (name: string) => {
        asked.push(name);
        return refusals.has(name)
          ? { ok: false, error: { kind: 'call-full', most: 8 } }
          : { ok: true, value: { session: 's', peerId: 'p' } };
      }) as HostBridge['command'],
    }),
    sessions: part<PeerSessions>({
      get: () => session,
      watch(watcher) {
        watchers.add(watcher);
        return () => watchers.delete(watcher);
      },
    }),
    settings,
    schedule(run) {
      waiting.push(run);
      return () => {
        waiting = waiting.filter((one) => one !== run);
      };
    },
    place: () => place,
    ears: () => ({ muted: false, deafened: false }),
    sound: () => held,
    openSound: sound,
    begun(next) {
      if (held === null) place = next;
    },
    seeking: (on) => void (seeking.at(-1) !== on && seeking.push(on)),
    async refused(problem) {
      problems.push(problem);
      if (held === null) place = null;
    },
    async entered(entry) {
      entered.push(entry.place);
      place = entry.place;
      held = entry.sound;
    },
  });
  const ways = part<PeerSession['ways']>({ open: true });
  return {
    joining,
    asked,
    refusals,
    problems,
    seeking,
    entered,
    stopped,
    watchers,
    leave() {
      joining.giveUp();
      place = null;
      held = null;
    },
    find() {
      session = part<PeerSession>({ fingerprint: 'f', ways });
      for (const watcher of [...watchers]) watcher.began?.(community, session);
    },
    expire() {
      for (const run of waiting) run();
    },
  };
};

it('who joins before a server is known waits for it, and is told so', async () => {
  const { joining, find, seeking, entered, asked, watchers } = setup();
  const joined = joining.join(hall);
  expect(seeking).toEqual([true]);
  expect(asked).toEqual([]);
  find();
  await joined;
  expect(seeking).toEqual([true, false]);
  expect(entered).toEqual([hall]);
  expect(watchers.size).toBe(0);
});

it('where none comes in time, that is told', async () => {
  const { joining, expire, problems, entered } = setup();
  const joined = joining.join(hall);
  expire();
  await joined;
  expect(problems).toEqual([{ kind: 'host', error: { kind: 'no-signaling' } }]);
  expect(entered).toEqual([]);
});

it('who leaves while waiting is in no call once a server is found', async () => {
  const { joining, leave, find, asked, entered, problems } = setup();
  const joined = joining.join(hall);
  leave();
  find();
  await joined;
  expect([asked, entered, problems]).toEqual([[], [], []]);
});

it('a later press goes before an earlier one that still waits', async () => {
  const { joining, find, entered } = setup();
  const other: CallPlace = { community, channel: channel.replaceAll('a', 'b') as typeof channel };
  const both = [joining.join(hall), joining.join(other)];
  find();
  await Promise.all(both);
  expect(entered).toEqual([other]);
});

it('an answered ring that can’t become the call, as one is in another, is hung up at once', async () => {
  const { joining, find, refusals, asked, entered, problems, stopped } = setup();
  find();
  await joining.join(hall);
  refusals.add('joinPair');
  await joining.join(pair);
  expect(problems).toHaveLength(1);
  expect(asked.at(-1)).toBe('hangUp');
  // The call that one is in goes on, its microphone too.
  expect(entered).toEqual([hall]);
  expect(asked).not.toContain('leaveCall');
  expect(stopped).not.toHaveBeenCalled();
});

it('a refused call lets go of the microphone that it opened', async () => {
  const { joining, find, refusals, stopped } = setup();
  find();
  refusals.add('joinCall');
  await joining.join(hall);
  expect(stopped).toHaveBeenCalledTimes(1);
});
