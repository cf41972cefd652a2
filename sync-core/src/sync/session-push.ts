/**
 * What the peer lacks and we hold: pushed to a relay whenever it is behind, to another client only what
 * is written live (the rest it asks for itself); and the answers to its wants. Nothing is read from disk
 * or sent while more than limits.sendBufferBytes waits in the transport.
 */
import { toBareSegment } from '../crypto/segment.ts';
import type { Segment } from '../crypto/types.ts';
import { type LogId, limits, type Stream, streamToKey } from '../model/index.ts';
import { close, type Place, placeToKey, type Step, segmentBytes, segmentEnd, send } from './session-state.ts';

const maxStrikes = 3;
/** Wants of a peer that may wait; an honest one has limits.segmentsInFlight open. */
const maxAnswers = 64;

export const raiseKnown = (step: Step, stream: Stream, log: LogId, length: number): void => {
  const key = streamToKey(stream);
  const logs = step.state.known.get(key) ?? new Map<LogId, number>();
  if (length > (logs.get(log) ?? -1)) logs.set(log, length);
  step.state.known.set(key, logs);
};

/** What the peer holds of a log at the least; null while its vector has not come. */
const knownLength = (step: Step, { stream, log }: Place): number | null => {
  const { state } = step;
  const known = state.known.get(streamToKey(stream))?.get(log);
  if (known !== undefined) return known;
  return state.compared && !state.pending.has(streamToKey(stream)) ? 0 : null;
};

/** The peer told its whole vector of this stream: what it lacks may be pushed. */
export const pushLacking = (step: Step, stream: Stream): void => {
  if (step.state.config.peer !== 'relay') return;
  for (const held of step.env.replica.vector(stream)) {
    const known = knownLength(step, { stream, log: held.log }) ?? 0;
    if (held.length > known) push(step, { stream, log: held.log }, known);
    // Exact: a relay rolled back may have acknowledged more than it holds now [S3].
    const place = { stream, log: held.log, length: Math.min(held.length, known) };
    step.effects.push({ type: 'markAcked', place, exact: true });
  }
};

const push = (step: Step, place: Place, from: number): void => {
  const key = placeToKey(place.stream, place.log);
  const { pushes, resting } = step.state;
  if (!pushes.has(key) && !resting.has(key)) pushes.set(key, { ...place, next: from, waiting: false });
};

/** Tells a peer a log's length without sending it: it asks when it has nobody nearer. */
const announce = (step: Step, { stream, log }: Place): void => {
  const { length, head } = step.env.replica.log(stream, log);
  if (head === null) return;
  send(step, { type: 'vector', stream, logs: [{ log, length, head }], reply: false, more: true }, 150);
};

/** A log became longer here. */
export const logGrew = (step: Step, place: Place, origin: 'own' | 'other'): void => {
  const { state, env } = step;
  if (!state.compared && state.pending.size === 0) {
    state.late.set(placeToKey(place.stream, place.log), place);
    return;
  }
  const known = knownLength(step, place);
  if (known === null) {
    state.late.set(placeToKey(place.stream, place.log), place);
    return;
  }
  if (env.replica.log(place.stream, place.log).length <= known) return;
  if (state.config.peer === 'relay' || origin === 'own') push(step, place, known);
  else announce(step, place);
};

/** Logs that grew while it was unknown what the peer holds: told now. */
export const flushLate = (step: Step, stream: Stream): void => {
  const key = streamToKey(stream);
  for (const [placeKey, place] of [...step.state.late]) {
    if (streamToKey(place.stream) !== key) continue;
    step.state.late.delete(placeKey);
    if (step.state.config.peer === 'relay') logGrew(step, place, 'own');
    else announce(step, place);
  }
};

export const wantArrived = (
  step: Step,
  want: { readonly from: number; readonly to: number } & Place,
): void => {
  if (want.to <= want.from) return;
  if (step.state.answers.length >= maxAnswers) {
    close(step, 'too many wants', 'refused');
    return;
  }
  const { stream, log, from, to } = want;
  step.state.answers.push({ stream, log, from, to, next: from });
};

/** A relay takes nothing that it can't continue, so it holds the envelope before. */
const toContinue = ({ env }: Step, segment: Segment): Segment => {
  const { stream, log, from } = segment;
  return from === 0 ? segment : toBareSegment(segment, env.replica.context(stream, log, from - 1));
};

const roomLeft = (step: Step): boolean => {
  if (step.buffered <= limits.sendBufferBytes) return true;
  step.state.congested = true;
  return false;
};

/** Sends answers first (the peer waits for them), then pushes, until done or congested. */
export const pumpSending = (step: Step): void => {
  const { state, env } = step;
  state.congested = false;
  for (let answer = state.answers[0]; answer !== undefined; answer = state.answers[0]) {
    if (!roomLeft(step)) return;
    const { stream, log, from, to, next } = answer;
    const segment = next < to ? env.replica.readSegment(stream, log, next, to) : null;
    if (segment === null || segment.items.length === 0) {
      state.answers.shift();
      if (next === from) {
        const value = env.replica.log(stream, log).length;
        send(step, { type: 'refused', reason: 'gap', detail: 'not held', stream, log, value });
      }
      continue;
    }
    answer.next = segmentEnd(segment);
    send(step, { type: 'segment', ...segment }, segmentBytes(segment));
  }
  if (state.pausedPushes) return;
  for (const [key, open] of state.pushes) {
    if (open.waiting) continue;
    for (;;) {
      if (!roomLeft(step)) return;
      const { length } = env.replica.log(open.stream, open.log);
      const segment =
        open.next < length ? env.replica.readSegment(open.stream, open.log, open.next, length) : null;
      if (segment === null || segment.items.length === 0) break;
      if (!state.unacked.has(key)) state.unacked.set(key, open.next);
      open.next = segmentEnd(segment);
      // What is sent counts as known, so that growth goes on from there; a refusal takes it back.
      raiseKnown(step, open.stream, open.log, open.next);
      const pushed = state.config.peer === 'relay' ? toContinue(step, segment) : segment;
      send(step, { type: 'segment', ...pushed }, segmentBytes(pushed));
    }
    state.pushes.delete(key);
  }
};

const pushStrikes = (place: Place): string => `push ${placeToKey(place.stream, place.log)}`;

export const ackArrived = (step: Step, place: Place, length: number): void => {
  const { state, env } = step;
  const held = env.replica.log(place.stream, place.log).length;
  const key = placeToKey(place.stream, place.log);
  // Nobody can hold more of what only we have sent than there is; a longer log is told by vectors.
  const believed = Math.min(length, held);
  raiseKnown(step, place.stream, place.log, believed);
  const before = state.unacked.get(key);
  if (before !== undefined) {
    if (believed >= (knownLength(step, place) ?? 0)) state.unacked.delete(key);
    else state.unacked.set(key, Math.max(before, believed));
  }
  state.strikes.delete(pushStrikes(place));
  step.effects.push({ type: 'markAcked', place: { ...place, length: believed }, exact: false });
};

/** Sent segments did not stay: the peer holds `length`. They go again when the timer says so. */
const rewind = (step: Step, place: Place, length: number): void => {
  const { state, env } = step;
  const key = placeToKey(place.stream, place.log);
  state.known.get(streamToKey(place.stream))?.set(place.log, length);
  state.unacked.delete(key);
  state.pushes.delete(key);
  if (env.replica.log(place.stream, place.log).length > length && !state.resting.has(key))
    state.pushes.set(key, { ...place, next: length, waiting: true });
};

/** The peer holds only `length`: send again from there after a moment, but not for ever. */
export const pushMetGap = (step: Step, place: Place, length: number): void => {
  const { state } = step;
  const open = state.pushes.get(placeToKey(place.stream, place.log));
  if (open?.waiting) {
    // Segments that were under way behind the refused one meet the same gap: one fault, not many.
    open.next = length;
    return;
  }
  const strikeKey = pushStrikes(place);
  const strikes = (state.strikes.get(strikeKey) ?? 0) + 1;
  state.strikes.set(strikeKey, strikes);
  if (strikes > maxStrikes) {
    restPush(step, place);
    return;
  }
  rewind(step, place, length);
  step.effects.push({ type: 'schedule', timer: 'retry', delayMs: limits.pushRetryMs });
};

/** The peer can't take pushes now, for no fault of theirs: they go on from what it last said it holds. */
export const pausePushes = (step: Step, place: Place | null, delayMs: number): void => {
  const { state } = step;
  state.pausedPushes = true;
  step.effects.push({ type: 'schedule', timer: 'resume', delayMs });
  const before = place && state.unacked.get(placeToKey(place.stream, place.log));
  if (place && before !== undefined && before !== null) rewind(step, place, before);
};

/** The waiting pushes go again. */
export const retryPushes = (step: Step): void => {
  for (const open of step.state.pushes.values()) open.waiting = false;
};

/** The peer will never take what we have of this log. */
export const restPush = (step: Step, place: Place): void => {
  const { state } = step;
  const key = placeToKey(place.stream, place.log);
  state.resting.add(key);
  state.pushes.delete(key);
  state.unacked.delete(key);
};
