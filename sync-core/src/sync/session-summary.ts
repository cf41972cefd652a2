/**
 * Which streams differ: the connector tells the digests of all of its streams, the acceptor answers with those
 * that differ. A message with limits.streamsPerVector entries is followed by another; any shorter one is the last.
 */
import { bytesEqual } from '../base/index.ts';
import { limits, type StreamDigest, streamToKey } from '../model/index.ts';
import type { Message } from '../protocol/index.ts';
import { flushLate, raiseKnown } from './session-push.ts';
import { close, type PartialSummary, type Step, send } from './session-state.ts';

type Summary = Extract<Message, { readonly type: 'summary' }>;

const sendPieces = (step: Step, streams: readonly StreamDigest[]): void => {
  for (let at = 0; ; at += limits.streamsPerVector) {
    const piece = streams.slice(at, at + limits.streamsPerVector);
    send(step, { type: 'summary', streams: piece }, 50 * piece.length);
    if (piece.length < limits.streamsPerVector) return;
  }
};

export const sendSummary = (step: Step): void => sendPieces(step, step.env.replica.streams());

/** Streams not named as differing are equal: the peer holds of them what we hold. */
export const settleEqual = (step: Step, differing: ReadonlySet<string>): void => {
  for (const { stream } of step.env.replica.streams()) {
    if (differing.has(streamToKey(stream))) continue;
    for (const { log, length } of step.env.replica.vector(stream)) raiseKnown(step, stream, log, length);
  }
};

export const compareDone = (step: Step): void => {
  const { state } = step;
  state.compared = true;
  step.effects.push({ type: 'schedule', timer: 'compare', delayMs: null });
  for (const place of state.late.values()) flushLate(step, place.stream);
};

export const summaryArrived = (step: Step, summary: Summary): void => {
  const { state, env } = step;
  const connector = state.config.role === 'connector';
  if (state.summarized || (state.compared && connector)) {
    close(step, 'summary out of place', 'refused');
    return;
  }
  const own = connector ? [] : env.replica.streams();
  const partial = state.summary ?? {
    own: new Map(own.map((entry) => [streamToKey(entry.stream), entry])),
    differing: [],
  };
  state.summary = partial;
  state.compareMoved = true;
  for (const theirs of summary.streams) gather(partial, theirs, connector);
  if (partial.differing.length > limits.streamsPerCommunity) {
    close(step, 'too many streams', 'refused');
    return;
  }
  if (summary.streams.length === limits.streamsPerVector) return;
  state.summary = null;
  state.summarized = true;
  if (!connector) {
    partial.differing.push(...partial.own.values());
    sendPieces(step, partial.differing);
  }
  settle(step, partial.differing);
};

const gather = ({ own, differing }: PartialSummary, theirs: StreamDigest, connector: boolean): void => {
  if (connector) {
    differing.push(theirs);
    return;
  }
  const key = streamToKey(theirs.stream);
  const mine = own.get(key);
  own.delete(key);
  if (!mine) differing.push({ stream: theirs.stream, digest: new Uint8Array(16) });
  else if (!bytesEqual(mine.digest, theirs.digest)) differing.push(mine);
};

/** Both sides know which streams differ; the vectors of those are to come. */
const settle = (step: Step, differing: readonly StreamDigest[]): void => {
  const { state, env } = step;
  const streams = differing.map(({ stream }) => stream);
  const keys = new Set<string>(streams.map(streamToKey));
  settleEqual(step, keys);
  if (state.config.peer === 'relay') ackEqual(step, keys);
  for (const stream of env.replica.order(streams)) state.pending.set(streamToKey(stream), stream);
  // An acceptor whose digest differed and whose streams don't has changed in between: nothing is missing.
  if (state.pending.size === 0) compareDone(step);
};

const ackEqual = (step: Step, differing: ReadonlySet<string>): void => {
  for (const { stream } of step.env.replica.streams()) {
    if (differing.has(streamToKey(stream))) continue;
    for (const { log, length } of step.env.replica.vector(stream))
      if (length > 0) step.effects.push({ type: 'markAcked', place: { stream, log, length }, exact: false });
  }
};
