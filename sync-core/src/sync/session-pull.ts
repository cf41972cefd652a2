/**
 * What we lack and the peer holds: asking for it newest first, in bounded flight, and taking in what
 * comes. Nothing a peer says about lengths is believed further than what it then delivers: a log whose
 * segments are refused or never come is left alone after a few strikes, and the link goes on.
 */
import type { Segment } from '../crypto/types.ts';
import { type LogId, limits, type Stream, streamToKey } from '../model/index.ts';
import type { LogState, Received } from './replica.ts';
import { isProbing, probeDone, probeRefused, suspectFork, tellFork } from './session-fork.ts';
import { raiseKnown } from './session-push.ts';
import {
  close,
  type Place,
  placeToKey,
  type Step,
  segmentBytes,
  segmentEnd,
  send,
  type Want,
} from './session-state.ts';

/** Envelopes of a big log's end that are fetched before the rest. */
const newestFirst = 128;
/**
 * So many times that must be missing for it: an answer ends at a signature, not where it was asked to, so
 * that the end of a log fetched first may come a second time with what lies before it.
 */
const bigLog = 4;
const maxStrikes = 3;
/** Refused segments after which the peer is not worth a link. */
const maxStrikesInAll = 100;

/** The peer holds numbers below `length` of this log. */
export const learnLength = (step: Step, stream: Stream, log: LogId, length: number): void => {
  if (length > limits.logNumber) return;
  const { state, env } = step;
  const known = state.known.get(streamToKey(stream))?.has(log) ?? false;
  if (!known && env.replica.log(stream, log).length === 0 && ++state.claims > limits.claimsPerLink) {
    close(step, 'claims too many logs', 'refused');
    return;
  }
  raiseKnown(step, stream, log, length);
  learnExists(step, stream, log, length);
};

/** Somebody holds numbers below `length`; this peer perhaps too. */
export const learnExists = (step: Step, stream: Stream, log: LogId, length: number): void => {
  const { state, env } = step;
  const held = env.replica.log(stream, log);
  // An own log is asked for like any other: only envelopes of ours that come and verify prove a loss [S4].
  if (length > limits.logNumber || length <= held.length || env.replica.isFrozen(stream, log)) return;
  const key = streamToKey(stream);
  const logs = state.behind.get(key)?.logs ?? new Map<LogId, number>();
  logs.set(log, Math.max(length, logs.get(log) ?? 0));
  state.behind.set(key, { stream, logs });
  recount(step, { stream, log });
};

/** Counts anew what is missing of one log; to be called when its target or what is held of it changed. */
export const recount = (step: Step, { stream, log }: Place): void => {
  const { state, env } = step;
  const key = placeToKey(stream, log);
  const target = state.behind.get(streamToKey(stream))?.logs.get(log);
  let missing = 0;
  if (target !== undefined) {
    const { length, tail } = env.replica.log(stream, log);
    const island = tail ? Math.min(tail.to, target) - Math.min(tail.from, target) : 0;
    missing = Math.max(0, target - length - island);
  }
  state.missingInAll += missing - (state.missing.get(key) ?? 0);
  if (missing === 0) state.missing.delete(key);
  else state.missing.set(key, missing);
};

const forgetBehind = (step: Step, { stream, log }: Place): void => {
  const key = streamToKey(stream);
  const entry = step.state.behind.get(key);
  entry?.logs.delete(log);
  if (entry?.logs.size === 0) step.state.behind.delete(key);
  recount(step, { stream, log });
};

/** An answer that is all here may have gone on to the next signature. */
const coveredTo = ({ to, next }: Want): number => Math.max(to, next);
const isAwaited = ({ to, next }: Want): boolean => next < to;

/** The part of a log to ask for next, newest first for channels (what makes no sense in parts comes from its beginning); null when nothing more is to be asked. */
const nextRange = (
  stream: Stream,
  held: LogState,
  target: number,
  asked: readonly Want[],
  buffered: (from: number) => number | null,
): { readonly from: number; readonly to: number } | null => {
  const ranges: { from: number; to: number }[] = [];
  if (stream.kind === 'channel') {
    if (held.tail) ranges.push({ from: held.tail.to, to: target });
    else if (target - held.length > bigLog * newestFirst)
      ranges.push({ from: target - newestFirst, to: target });
  }
  const first = ranges[0];
  const fillEnd = held.tail ? held.tail.from : first ? first.from : target;
  ranges.push({ from: held.length, to: Math.min(fillEnd, target) });
  for (const range of ranges) {
    let from = range.from;
    // Ranges of one log are asked for in ascending order, so those in flight cover a beginning.
    for (const want of asked) if (want.from <= from && coveredTo(want) > from) from = coveredTo(want);
    const stop = Math.min(range.to, buffered(from) ?? range.to, from + limits.segmentItemsAsked);
    const overlap = asked.find((want) => want.from >= from && want.from < stop);
    const to = overlap ? overlap.from : stop;
    if (from < to) return { from, to };
  }
  return null;
};

/** Sends as many wants as may be in flight. */
export const pumpWants = (step: Step): void => {
  const { state, env } = step;
  if (state.pausedWants || state.behind.size === 0 || state.wants.length >= limits.segmentsInFlight) return;
  const streams = env.replica.order([...state.behind.values()].map((entry) => entry.stream));
  const before = state.wants.length;
  let behind = 0;
  for (const { logs } of state.behind.values()) behind += logs.size;
  // Where an answer ends is known when it is here: what is asked for before comes twice in part. So logs take
  // turns, as long as there are enough of them to keep the link busy.
  const takeTurns = behind > limits.segmentsInFlight;
  for (const stream of streams) {
    const logs = state.behind.get(streamToKey(stream))?.logs;
    if (!logs) continue;
    for (const [log, target] of logs) {
      if (state.wants.length >= limits.segmentsInFlight || state.applying > limits.gapBufferBytes) return;
      const held = env.replica.log(stream, log);
      if (held.length >= target || env.replica.isFrozen(stream, log)) {
        forgetBehind(step, { stream, log });
        continue;
      }
      if ((state.strikes.get(placeToKey(stream, log)) ?? 0) >= maxStrikes) continue;
      if (isProbing(step, { stream, log })) continue;
      const asked = state.wants.filter((want) => want.log === log && sameStream(want.stream, stream));
      if (takeTurns && asked.some(isAwaited)) continue;
      const range = nextRange(stream, held, target, asked, (from) => state.gaps.next(stream, log, from));
      if (!range) continue;
      state.wants.push({ stream, log, ...range, next: range.from, applied: range.from, moved: false });
      send(step, { type: 'want', stream, log, ...range });
    }
  }
  if (before === 0 && state.wants.length > 0) {
    step.effects.push({ type: 'schedule', timer: 'want', delayMs: limits.wantMs });
  }
};

const sameStream = (a: Stream, b: Stream): boolean => streamToKey(a) === streamToKey(b);

/** Hands a segment to the replica, unless too much waits there already (it will be asked for again). */
const apply = (step: Step, segment: Segment): void => {
  step.state.applying += segmentBytes(segment);
  step.effects.push({ type: 'apply', segment });
};

/** Applies buffered segments that fit now. */
export const releaseGaps = (step: Step, { stream, log }: Place): void => {
  recount(step, { stream, log });
  for (const segment of step.state.gaps.take(stream, step.env.replica.log(stream, log))) apply(step, segment);
};

export const segmentArrived = (step: Step, segment: Segment): void => {
  const { state } = step;
  if (segment.items.length === 0) return;
  const place = { stream: segment.stream, log: segment.log };
  if ((state.strikes.get(placeToKey(place.stream, place.log)) ?? 0) >= maxStrikes) return;
  for (const want of state.wants) {
    if (want.log !== place.log || !sameStream(want.stream, place.stream)) continue;
    if (segment.from > want.next || segmentEnd(segment) <= want.next) continue;
    want.next = segmentEnd(segment);
    want.moved = true;
  }
  if (state.applying > 2 * limits.gapBufferBytes) {
    dropWants(step, place);
    learnLength(step, segment.stream, segment.log, segmentEnd(segment));
    return;
  }
  apply(step, segment);
};

const settleWants = (step: Step, segment: Segment): void => {
  const { state } = step;
  for (const want of [...state.wants]) {
    if (want.log !== segment.log || !sameStream(want.stream, segment.stream)) continue;
    if (segment.from <= want.applied && segmentEnd(segment) > want.applied)
      want.applied = segmentEnd(segment);
    if (want.applied >= want.to) state.wants.splice(state.wants.indexOf(want), 1);
  }
};

const dropWants = (step: Step, { stream, log }: Place): void => {
  const { wants } = step.state;
  for (const want of [...wants])
    if (want.log === log && sameStream(want.stream, stream)) wants.splice(wants.indexOf(want), 1);
};

const strike = (step: Step, place: Place): void => {
  const key = placeToKey(place.stream, place.log);
  const count = (step.state.strikes.get(key) ?? 0) + 1;
  step.state.strikes.set(key, count);
  if (count >= maxStrikes) forgetBehind(step, place);
  let all = 0;
  for (const strikes of step.state.strikes.values()) all += strikes;
  if (all > maxStrikesInAll) close(step, 'too many refused segments', 'refused');
};

/** The replica has judged a segment. */
export const segmentJudged = (step: Step, segment: Segment, outcome: Received): void => {
  const { state, env } = step;
  const { stream, log } = segment;
  const place = { stream, log };
  state.applying -= segmentBytes(segment);
  const answer = (reason: 'gap' | 'signature' | 'unavailable', detail: string, value: number): void =>
    send(step, { type: 'refused', reason, detail, stream, log, value });

  switch (outcome.kind) {
    case 'applied': {
      settleWants(step, segment);
      probeDone(step, place);
      state.compareMoved = true;
      raiseKnown(step, stream, log, segmentEnd(segment));
      // Somebody nearer brought our words to the relay before we did: it won't ask for them, nor acknowledge.
      if (state.config.peer === 'relay' && env.replica.isOwn(log))
        step.effects.push({
          type: 'markAcked',
          place: { stream, log, length: segmentEnd(segment) },
          exact: false,
        });
      if (outcome.fresh > 0 && env.replica.isOwn(log) && !state.lostIncarnations.has(log)) {
        state.lostIncarnations.add(log);
        step.effects.push({ type: 'incarnationLost', stream, log, length: outcome.state.length });
      }
      // A relay keeps no account of what its clients hold.
      if (state.config.peer === 'device')
        send(step, { type: 'ack', stream, log, length: outcome.state.length });
      const target = state.behind.get(streamToKey(stream))?.logs.get(log);
      if (target !== undefined && target <= outcome.state.length) forgetBehind(step, place);
      if (outcome.fresh > 0) state.strikes.delete(placeToKey(stream, log));
      releaseGaps(step, place);
      return;
    }
    case 'gap': {
      learnLength(step, stream, log, segmentEnd(segment));
      settleWants(step, segment);
      if (!state.gaps.add(segment)) answer('gap', 'buffer full', outcome.state.length);
      return;
    }
    case 'forked':
    case 'frozen': {
      dropWants(step, place);
      probeDone(step, place);
      forgetBehind(step, place);
      state.gaps.drop(stream, log);
      const proof = outcome.kind === 'forked' ? outcome.proof : env.replica.forkProof(stream, log);
      if (proof) tellFork(step, proof);
      return;
    }
    case 'refused': {
      dropWants(step, place);
      state.gaps.drop(stream, log);
      // What doesn't continue our chain may be another branch of it: no fault of who passes it on.
      if (probeRefused(step, place, segment.from)) return;
      if (segment.from === env.replica.log(stream, log).length && suspectFork(step, place)) return;
      answer('signature', outcome.reason.slice(0, 200), env.replica.log(stream, log).length);
      strike(step, place);
      return;
    }
    case 'storage': {
      dropWants(step, place);
      learnLength(step, stream, log, segmentEnd(segment));
      state.pausedWants = true;
      answer('unavailable', 'storage', 0);
      step.effects.push({ type: 'schedule', timer: 'resumeWants', delayMs: limits.storageRetryMs });
      return;
    }
  }
};

/** The peer holds only `length` of a log that we asked for from further on. False when nothing such was asked. */
export const wantRefused = (step: Step, place: Place, length: number): boolean => {
  const open = step.state.wants.some(
    (want) => want.log === place.log && sameStream(want.stream, place.stream) && want.from >= length,
  );
  if (!open) return false;
  dropWants(step, place);
  probeDone(step, place);
  const key = streamToKey(place.stream);
  const known = step.state.known.get(key);
  // It said it had them: a lie or a loss. What was only heard of from others is no fault of this peer.
  if ((known?.get(place.log) ?? 0) > length) {
    known?.set(place.log, length);
    strike(step, place);
  }
  const logs = step.state.behind.get(key)?.logs;
  const less = length > step.env.replica.log(place.stream, place.log).length && logs?.has(place.log);
  if (less) logs?.set(place.log, length);
  else forgetBehind(step, place);
  recount(step, place);
  return true;
};

/** The peer has no room for wants now: asked again after `delayMs`. False when nothing was asked of this log. */
export const wantDelayed = (step: Step, place: Place, delayMs: number): boolean => {
  const { state } = step;
  const before = state.wants.length;
  dropWants(step, place);
  if (state.wants.length === before) return false;
  state.pausedWants = true;
  step.effects.push({ type: 'schedule', timer: 'resumeWants', delayMs });
  return true;
};

/** No answer to a want for limits.wantMs. */
export const wantsTimedOut = (step: Step): void => {
  const { state } = step;
  if (state.wants.length === 0) return;
  // Nothing can be said of answers while ours to judge are waiting.
  if (state.applying === 0)
    for (const want of [...state.wants]) {
      if (!want.moved) {
        state.wants.splice(state.wants.indexOf(want), 1);
        probeDone(step, want);
        strike(step, want);
      }
      want.moved = false;
    }
  step.effects.push({ type: 'schedule', timer: 'want', delayMs: limits.wantMs });
};
