/**
 * Handshake and comparison: from an open transport to knowing what each side lacks. Equal digests end it
 * after one round trip [S9]; a relay's generation or offset that went back voids its acknowledgements [S3].
 * Nothing but handshake messages is looked at before it is done.
 */
import { bytesEqual, bytesToHex } from '../base/index.ts';
import { limits, type Stream, streamToKey } from '../model/index.ts';
import { type Hello, type Message, protocolVersion, type Welcome } from '../protocol/index.ts';
import { learnLength } from './session-pull.ts';
import { flushLate, pushLacking, raiseKnown } from './session-push.ts';
import { close, type Step, send } from './session-state.ts';

type MessageOf<T extends Message['type']> = Extract<Message, { readonly type: T }>;

/** Vectors asked for at once. */
const vectorsInFlight = 4;
const noGeneration = new Uint8Array(16);

export const opened = (step: Step, nonce: Uint8Array): void => {
  step.state.nonce = nonce;
  step.effects.push({ type: 'schedule', timer: 'handshake', delayMs: 2 * limits.authenticationMs });
  step.effects.push({ type: 'schedule', timer: 'ping', delayMs: limits.pingMs });
  if (step.state.config.peer === 'device')
    send(step, { type: 'challenge', version: protocolVersion, nonce, node: noGeneration });
};

const refuse = (step: Step, reason: 'version' | 'proof' | 'malformed', detail: string): void => {
  send(step, { type: 'refused', reason, detail, stream: null, log: null, value: 0 });
  close(step, detail, reason === 'malformed' ? 'refused' : reason);
};

export const challengeArrived = (step: Step, message: MessageOf<'challenge'>): void => {
  const { state, env } = step;
  if (state.challenged) {
    refuse(step, 'malformed', 'challenged twice');
    return;
  }
  state.challenged = true;
  if (message.version !== protocolVersion) {
    refuse(step, 'version', 'other protocol version');
    return;
  }
  const { config } = state;
  const audience = config.peer === 'relay' ? config.audience : config.device;
  state.peer =
    config.peer === 'relay'
      ? { kind: 'relay', node: bytesToHex(message.node) }
      : { kind: 'device', device: config.device };
  send(step, { ...env.replica.hello({ nonce: message.nonce, audience }), type: 'hello' }, 400);
};

export const helloArrived = (step: Step, hello: Hello): void => {
  const { state, env } = step;
  const { config } = state;
  if (config.peer === 'relay' || state.verified) {
    refuse(step, 'malformed', 'unexpected hello');
    return;
  }
  const checked = env.replica.verifyHello(hello, { nonce: state.nonce, audience: env.replica.device });
  if (!checked.ok) {
    refuse(step, checked.error, 'hello refused');
    return;
  }
  if (checked.value !== config.device) {
    refuse(step, 'proof', 'another device than expected');
    return;
  }
  state.verified = true;
  send(step, { type: 'welcome', generation: noGeneration, offset: 0, digest: env.replica.digest() });
  startComparing(step);
};

export const welcomeArrived = (step: Step, welcome: Welcome): void => {
  const { state, env } = step;
  if (!state.challenged || state.peerDigest !== null) {
    refuse(step, 'malformed', 'unexpected welcome');
    return;
  }
  state.peerDigest = welcome.digest;
  if (state.peer?.kind === 'relay') {
    const cursor = { generation: bytesToHex(welcome.generation), offset: welcome.offset };
    const last = env.replica.cursor(state.peer.node);
    const reset = last !== null && (last.generation !== cursor.generation || cursor.offset < last.offset);
    step.effects.push({ type: 'setCursor', node: state.peer.node, cursor, reset });
  }
  startComparing(step);
};

const startComparing = (step: Step): void => {
  const { state, env } = step;
  if (!state.verified || state.peerDigest === null) return;
  step.effects.push({ type: 'schedule', timer: 'handshake', delayMs: null });
  state.phase = 'comparing';
  const { config, peerDigest } = state;
  // An acceptor's digest in `welcome` may be older than what it holds now; the connector decides.
  if (config.role === 'connector') {
    if (bytesEqual(peerDigest, env.replica.digest())) {
      step.effects.push({ type: 'markAcked', place: null });
      settleEqual(step, new Set());
      compareDone(step);
    } else sendSummary(step);
  } else if (bytesEqual(peerDigest, env.replica.digest())) {
    settleEqual(step, new Set());
    compareDone(step);
  }
};

const sendSummary = (step: Step): void => {
  const streams = step.env.replica.streams().slice(0, limits.streamsPerVector);
  send(step, { type: 'summary', streams }, 50 * streams.length);
};

/** Streams not named as differing are equal: the peer holds of them what we hold. */
const settleEqual = (step: Step, differing: ReadonlySet<string>): void => {
  for (const { stream } of step.env.replica.streams()) {
    if (differing.has(streamToKey(stream))) continue;
    for (const { log, length } of step.env.replica.vector(stream)) raiseKnown(step, stream, log, length);
  }
};

export const summaryArrived = (step: Step, summary: MessageOf<'summary'>): void => {
  const { state } = step;
  if (state.config.role === 'connector') connectorSummary(step, summary);
  else if (state.config.peer === 'device') acceptorSummary(step, summary);
};

const connectorSummary = (step: Step, summary: MessageOf<'summary'>): void => {
  const { state, env } = step;
  if (state.compared || state.pending.size > 0) return;
  const differing = summary.streams.map((entry) => entry.stream);
  const keys = new Set<string>(differing.map(streamToKey));
  settleEqual(step, keys);
  if (state.config.peer === 'relay') ackEqual(step, keys);
  for (const stream of env.replica.order(differing)) state.pending.set(streamToKey(stream), stream);
  if (state.pending.size === 0) compareDone(step);
};

const ackEqual = (step: Step, differing: ReadonlySet<string>): void => {
  for (const { stream } of step.env.replica.streams()) {
    if (differing.has(streamToKey(stream))) continue;
    for (const { log, length } of step.env.replica.vector(stream))
      if (length > 0) step.effects.push({ type: 'markAcked', place: { stream, log, length } });
  }
};

/** Answers with the streams that differ; the connector then asks for each vector. */
const acceptorSummary = (step: Step, summary: MessageOf<'summary'>): void => {
  const { state, env } = step;
  const own = new Map(env.replica.streams().map((entry) => [streamToKey(entry.stream), entry]));
  const differing: { stream: Stream; digest: Uint8Array }[] = [];
  for (const theirs of summary.streams) {
    const mine = own.get(streamToKey(theirs.stream));
    own.delete(streamToKey(theirs.stream));
    if (!mine) differing.push({ stream: theirs.stream, digest: new Uint8Array(16) });
    else if (!bytesEqual(mine.digest, theirs.digest)) differing.push(mine);
  }
  differing.push(...own.values());
  const listed = differing.slice(0, limits.streamsPerVector);
  send(step, { type: 'summary', streams: listed }, 50 * listed.length);
  settleEqual(step, new Set(listed.map((entry) => streamToKey(entry.stream))));
  state.pending.clear();
  for (const { stream } of listed) state.pending.set(streamToKey(stream), stream);
  if (state.pending.size === 0) compareDone(step);
};

/** The connector's side: asks for the vectors of pending streams, most urgent first, a few at a time. */
export const pumpVectors = (step: Step): void => {
  const { state } = step;
  if (state.config.role !== 'connector') return;
  for (const [key, stream] of state.pending) {
    if (state.asked.size >= vectorsInFlight) return;
    if (state.asked.has(key)) continue;
    state.asked.add(key);
    sendVector(step, stream, true);
  }
};

const sendVector = (step: Step, stream: Stream, reply: boolean): void => {
  const logs = step.env.replica
    .vector(stream)
    .flatMap(({ log, length, head }) => (head === null ? [] : [{ log, length, head }]));
  let at = 0;
  do {
    const piece = logs.slice(at, at + limits.logsPerVector);
    at += piece.length;
    const more = at < logs.length;
    send(step, { type: 'vector', stream, logs: piece, reply: reply && !more, more }, 70 * piece.length);
  } while (at < logs.length);
};

export const vectorArrived = (step: Step, vector: MessageOf<'vector'>): void => {
  const { state } = step;
  const { stream } = vector;
  for (const { log, length } of vector.logs) learnLength(step, stream, log, length);
  if (vector.more) return;
  if (vector.reply) sendVector(step, stream, false);
  const key = streamToKey(stream);
  if (!state.pending.delete(key)) return;
  state.asked.delete(key);
  pushLacking(step, stream);
  if (state.pending.size === 0) compareDone(step);
  flushLate(step, stream);
};

const compareDone = (step: Step): void => {
  const { state } = step;
  state.compared = true;
  for (const place of state.late.values()) flushLate(step, place.stream);
};
