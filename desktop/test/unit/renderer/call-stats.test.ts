/** What two readings of a connection say, as Chromium gave them; and that a report of it holds no secret. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Slot } from '../../../renderer/calls/outgoing.ts';
import {
  type ConnectionQuality,
  gradeOf,
  qualityBetween,
  worstOf,
} from '../../../renderer/calls/quality/connection-quality.ts';
import { reportOf } from '../../../renderer/calls/quality/report.ts';
import { readStats } from '../../../renderer/calls/quality/stats.ts';
import recorded from './recorded/call-stats.json' with { type: 'json' };

const slotOf = (mid: string): Slot | undefined =>
  (({ '0': 'microphone', '1': 'screenSound', '2': 'camera', '3': 'screen' }) as const)[mid];
type Entries = readonly { readonly type: string }[];
const first: Entries = recorded.first;
const second: Entries = recorded.second;
const between = (before: Entries, after: Entries): ConnectionQuality =>
  qualityBetween(readStats(before, slotOf), readStats(after, slotOf));
/** The same report, but for some of one type. */
const but = (entries: Entries, type: string, change: object): Entries =>
  entries.map((one) => (one.type === type ? { ...one, ...change } : one));

it('a direct connection: its way, and what flows in each slot', () => {
  const quality = between(first, second);
  expect(quality.route).toEqual({ kind: 'direct', protocol: 'udp' });
  expect(quality.roundTripMs).toBeGreaterThan(0);
  expect(quality.sent.camera).toMatchObject({ codec: 'VP8', height: 360, framesPerSecond: 20, loss: 0 });
  expect(quality.sent.screen).toMatchObject({ height: 540, limitedBy: 'bandwidth' });
  // 32 kbit/s of Opus, without the packets' heads.
  expect(quality.sent.microphone?.bitsPerSecond).toBeGreaterThan(28_000);
  expect(quality.sent.microphone?.bitsPerSecond).toBeLessThan(36_000);
  expect(quality.received.microphone).toMatchObject({ codec: 'opus', loss: 0, height: null });
  expect(gradeOf(quality)).toBe('good');
});

it('through a relay: said by either end, and over what one reaches it', () => {
  const relayed = but(second, 'local-candidate', { candidateType: 'relay', relayProtocol: 'tls' });
  expect(between(first, relayed).route).toEqual({ kind: 'relayed', protocol: 'tls' });
  const theirs = but(second, 'remote-candidate', { candidateType: 'relay' });
  expect(between(first, theirs).route).toEqual({ kind: 'relayed', protocol: 'udp' });
});

it('what began anew, stands still or is not what a browser says counts for nothing', () => {
  expect(between(second, first)).toMatchObject({ sent: {}, received: {} });
  expect(between(second, second)).toMatchObject({ sent: {}, received: {} });
  const odd: readonly unknown[] = [
    null,
    7,
    'outbound-rtp',
    { type: 'outbound-rtp', id: 'x', mid: '0', timestamp: 'soon', bytesSent: -1 },
    { type: 'transport', selectedCandidatePairId: {} },
  ];
  expect(readStats(odd, slotOf)).toMatchObject({ route: null, roundTripMs: null });
  expect(gradeOf(undefined)).toBe('none');
});

it('loss and delay are told in words, and a call is as good as its worst connection', () => {
  const far = but(second, 'candidate-pair', { currentRoundTripTime: 0.3 });
  const lossy = but(second, 'remote-inbound-rtp', { fractionLost: 0.2 });
  expect([gradeOf(between(first, far)), gradeOf(between(first, lossy))]).toEqual(['fair', 'poor']);
  expect(worstOf(['good', 'fair', 'good'])).toBe('fair');
  expect(worstOf([])).toBe('none');
});

it('[T14] a report holds figures, and no address, certificate, name or word of the other side', () => {
  const canaries = ['203.0.113.77', '198.51.100.9', 'CANARYUFRAG', 'canary.relay.example', 'CA:NA:RY'];
  const everything = JSON.stringify(second);
  for (const canary of canaries) expect(everything).toContain(canary);
  // Codecs are named by the other side's description.
  const named = but(second, 'codec', { mimeType: 'video/203.0.113.77 of Hana' });
  const text = reportOf([between(first, named), between(first, second), undefined]);
  for (const canary of [...canaries, 'Hana', ...idsIn(second)]) expect(text).not.toContain(canary);
  const report: unknown = JSON.parse(text);
  expect(
    z.object({ people: z.array(z.object({ person: z.string(), grade: z.string() })) }).parse(report),
  ).toEqual({
    people: [
      { person: 'Person 1', grade: 'good' },
      { person: 'Person 2', grade: 'good' },
      { person: 'Person 3', grade: 'none' },
    ],
  });
});

/** Every long text that the browser's statistics hold: ids, tracks, candidates. */
const idsIn = (entries: Entries): readonly string[] =>
  entries.flatMap((one) =>
    Object.values(one).filter((value) => typeof value === 'string' && value.length > 20),
  );
