/**
 * Handshake and comparison: from an open transport to knowing what each side lacks. Equal digests end it
 * after one round trip [S9]; a relay's generation or offset that went back voids its acknowledgements [S3].
 * Nothing but handshake messages is looked at before it is done.
 */
import { bytesEqual, bytesToHex } from '../base/index.ts';
import { limits, type Stream, streamToKey } from '../model/index.ts';
import {
  type Hello,
  type Message,
  protocolVersion,
  relayProtocolVersion,
  type Welcome,
} from '../protocol/index.ts';
import { suspectFork } from './session-fork.ts';
import { learnLength } from './session-pull.ts';
import { flushLate, pushLacking } from './session-push.ts';
import { close, type Step, send } from './session-state.ts';
import { compareDone, sendSummary, settleEqual } from './session-summary.ts';

type MessageOf<T extends Message['type']> = Extract<Message, { readonly type: T }>;

/** Vectors asked for at once. */
const vectorsInFlight = 4;
/** Answers that may wait in the transport before the asker is taken for one who never reads. */
const maxUnread = 4 * limits.sendBufferBytes;
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
  const { config } = state;
  state.newer = config.peer === 'relay' && message.version === relayProtocolVersion;
  if (message.version !== protocolVersion && !state.newer) {
    refuse(step, 'version', 'other protocol version');
    return;
  }
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
  const digest = env.replica.digest();
  state.toldDigest = digest;
  send(step, { type: 'welcome', generation: noGeneration, offset: 0, digest });
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
  // A relay's digest is as old as its word; ours is compared as it is now. Between two clients both judge by
  // the digests both told, so that they never disagree on whether a comparison follows.
  const digest = state.toldDigest ?? env.replica.digest();
  if (bytesEqual(state.peerDigest, digest)) {
    settleEqual(step, new Set());
    // Our digest is of now, unless it was told earlier: then what grew since is not in it.
    if (state.toldDigest === null || state.late.size === 0)
      step.effects.push({ type: 'markAcked', place: null, exact: false });
    compareDone(step);
    return;
  }
  step.effects.push({ type: 'schedule', timer: 'compare', delayMs: limits.compareMs });
  if (state.config.role === 'connector') sendSummary(step);
};

/** The peer owes a summary or vectors: without any for limits.compareMs the link is worth nothing. */
export const compareTimedOut = (step: Step): void => {
  const { state } = step;
  if (state.compared) return;
  if (!state.compareMoved) {
    close(step, 'no comparison in time', 'unreachable');
    return;
  }
  state.compareMoved = false;
  step.effects.push({ type: 'schedule', timer: 'compare', delayMs: limits.compareMs });
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
  state.compareMoved = true;
  for (const { log, length, head } of vector.logs) {
    learnLength(step, stream, log, length);
    const held = step.env.replica.log(stream, log);
    if (length === held.length && head !== held.head) suspectFork(step, { stream, log });
  }
  if (vector.more) return;
  if (vector.reply) {
    if (step.buffered > maxUnread) {
      close(step, 'asks and does not read', 'refused');
      return;
    }
    sendVector(step, stream, false);
  }
  const key = streamToKey(stream);
  if (!state.pending.delete(key)) return;
  state.asked.delete(key);
  pushLacking(step, stream);
  if (state.pending.size === 0) compareDone(step);
  flushLate(step, stream);
};
