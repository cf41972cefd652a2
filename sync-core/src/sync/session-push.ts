/**
 * What the peer lacks and we hold: pushed to a relay whenever it is behind, to another client only what
 * is written live (the rest it asks for itself); and the answers to its wants. Nothing is read from disk
 * or sent while more than limits.sendBufferBytes waits in the transport.
 */
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
    else if (held.length > 0)
      step.effects.push({ type: 'markAcked', place: { stream, log: held.log, length: held.length } });
  }
};

const push = (step: Step, place: Place, from: number): void => {
  const key = placeToKey(place.stream, place.log);
  if (!step.state.pushes.has(key)) step.state.pushes.set(key, { ...place, next: from });
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
    for (;;) {
      if (!roomLeft(step)) return;
      const { length } = env.replica.log(open.stream, open.log);
      const segment =
        open.next < length ? env.replica.readSegment(open.stream, open.log, open.next, length) : null;
      if (segment === null || segment.items.length === 0) break;
      open.next = segmentEnd(segment);
      send(step, { type: 'segment', ...segment }, segmentBytes(segment));
    }
    // What is sent counts as known, so that growth goes on from there; a refusal takes it back.
    state.pushes.delete(key);
    raiseKnown(step, open.stream, open.log, open.next);
  }
};

const pushStrikes = (place: Place): string => `push ${placeToKey(place.stream, place.log)}`;

export const ackArrived = (step: Step, place: Place, length: number): void => {
  const held = step.env.replica.log(place.stream, place.log).length;
  raiseKnown(step, place.stream, place.log, length);
  step.state.strikes.delete(pushStrikes(place));
  step.effects.push({ type: 'markAcked', place: { ...place, length: Math.min(length, held) } });
};

/** The peer holds only `length`: send again from there, but not for ever. */
export const pushRefused = (step: Step, place: Place, length: number, again: boolean): void => {
  const { state, env } = step;
  const key = placeToKey(place.stream, place.log);
  const strikeKey = pushStrikes(place);
  const strikes = (state.strikes.get(strikeKey) ?? 0) + 1;
  state.strikes.set(strikeKey, strikes);
  const logs = state.known.get(streamToKey(place.stream));
  logs?.set(place.log, length);
  state.pushes.delete(key);
  if (again && strikes <= maxStrikes && env.replica.log(place.stream, place.log).length > length)
    push(step, place, length);
};
