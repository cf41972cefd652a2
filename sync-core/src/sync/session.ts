/**
 * One end of a link as a machine: (state, event) → effects, the same for client↔relay and
 * client↔client. It holds rules 2, 3, 4 and 9 [S2] [S3] [S4] [S9]. It does no input or output, reads no
 * clock and keeps no data: after any cut a new session finds its place from the vectors alone.
 */
import { unreachable } from '../base/index.ts';
import { limits } from '../model/index.ts';
import type { Message } from '../protocol/index.ts';
import {
  challengeArrived,
  compareTimedOut,
  helloArrived,
  opened,
  pumpVectors,
  vectorArrived,
  welcomeArrived,
} from './session-compare.ts';
import { forkArrived, tellFork } from './session-fork.ts';
import {
  learnExists,
  pumpWants,
  releaseGaps,
  segmentArrived,
  segmentJudged,
  wantsTimedOut,
} from './session-pull.ts';
import { ackArrived, logGrew, pumpSending, retryPushes, wantArrived } from './session-push.ts';
import { refusedArrived } from './session-refused.ts';
import {
  close,
  type SessionEffect,
  type SessionEnv,
  type SessionEvent,
  type SessionState,
  type Step,
  send,
  type Timer,
} from './session-state.ts';
import { summaryArrived } from './session-summary.ts';

/** Takes one event; `state` is changed in place (see session-state). The effects are to be run in order. */
export const stepSession = (
  state: SessionState,
  event: SessionEvent,
  env: SessionEnv,
): readonly SessionEffect[] => {
  if (state.phase === 'closed') return [];
  const step: Step = { state, env, effects: [], buffered: env.bufferedBytes };
  takeEvent(step, event);
  // Read again: the event may have closed the session, which the compiler can't see.
  if (!isClosed(state) && state.phase !== 'handshake') {
    pumpVectors(step);
    pumpWants(step);
    pumpSending(step);
  }
  tellStatus(step);
  return step.effects;
};

const isClosed = (state: SessionState): boolean => state.phase === 'closed';

const takeEvent = (step: Step, event: SessionEvent): void => {
  const { state } = step;
  switch (event.type) {
    case 'opened':
      opened(step, event.nonce);
      return;
    case 'message':
      state.silentPings = 0;
      takeMessage(step, event.message);
      return;
    case 'undecodable':
      send(step, {
        type: 'refused',
        reason: event.tooLarge ? 'too-large' : 'malformed',
        detail: 'frame',
        stream: null,
        log: null,
        value: 0,
      });
      close(step, 'undecodable frame', 'refused');
      return;
    case 'closed':
      state.phase = 'closed';
      return;
    case 'received':
      segmentJudged(step, event.segment, event.outcome);
      return;
    case 'appended':
      releaseGaps(step, event);
      logGrew(step, { stream: event.stream, log: event.log }, event.origin);
      return;
    case 'forkFound':
      if (state.phase !== 'handshake') tellFork(step, event.proof);
      return;
    case 'gossip':
      if (state.phase === 'handshake') return;
      for (const head of event.heads) learnExists(step, head.stream, head.log, head.length);
      return;
    case 'room':
      if (state.phase !== 'handshake' && step.buffered <= limits.sendBufferBytes)
        send(step, { type: 'room', payload: event.payload });
      return;
    case 'timer':
      timerFired(step, event.timer);
      return;
    case 'ticketWanted':
      if (state.phase === 'handshake' || state.config.peer !== 'relay') return;
      send(step, state.newer ? { type: 'meetingWanted', held: event.held } : { type: 'ticketWanted' });
      return;
    case 'probe':
      // As if it had been silent for long: whoever doesn't answer this one is gone.
      if (state.phase === 'handshake') return;
      state.silentPings = 2;
      send(step, { type: 'ping', id: ++state.pingId });
      step.effects.push({ type: 'schedule', timer: 'ping', delayMs: limits.probeMs });
      return;
    case 'blobs':
      // What there is no room for now is left again later.
      if (
        state.phase !== 'handshake' &&
        state.config.peer === 'relay' &&
        step.buffered <= limits.sendBufferBytes
      )
        send(step, event.message);
      return;
    case 'drained':
    case 'refresh':
      return;
    default:
      unreachable(event);
  }
};

const takeMessage = (step: Step, message: Message): void => {
  const { state } = step;
  switch (message.type) {
    case 'challenge':
      challengeArrived(step, message);
      return;
    case 'hello':
      helloArrived(step, message);
      return;
    case 'welcome':
      welcomeArrived(step, message);
      return;
    case 'refused':
      refusedArrived(step, message);
      return;
    case 'ping':
      // Who asks and doesn't read gets no pile of answers.
      if (step.buffered <= limits.sendBufferBytes) send(step, { type: 'pong', id: message.id });
      return;
    case 'pong':
      return;
    default:
      // A direct peer that was verified first may speak before its own welcome is here: not yet.
      if (state.phase === 'handshake') {
        close(step, 'spoke before the handshake', 'refused');
        return;
      }
      takeSyncMessage(step, message);
      return;
  }
};

type SyncMessage = Exclude<
  Message,
  { readonly type: 'challenge' | 'hello' | 'welcome' | 'refused' | 'ping' | 'pong' }
>;

const takeSyncMessage = (step: Step, message: SyncMessage): void => {
  switch (message.type) {
    case 'summary':
      summaryArrived(step, message);
      return;
    case 'vector':
      vectorArrived(step, message);
      return;
    case 'want':
      wantArrived(step, message);
      return;
    case 'segment':
      segmentArrived(step, message);
      return;
    case 'ack':
      ackArrived(step, { stream: message.stream, log: message.log }, message.length);
      return;
    case 'fork':
      forkArrived(step, message);
      return;
    case 'ticket':
      if (step.state.config.peer === 'relay')
        step.effects.push({ type: 'ticket', ticket: { ...message, signalingUrls: [], iceServers: [] } });
      return;
    case 'meeting':
      if (step.state.config.peer === 'relay') step.effects.push({ type: 'ticket', ticket: message });
      return;
    case 'blob':
      if (step.state.config.peer === 'relay')
        step.effects.push({ type: 'blob', id: message.id, bytes: message.bytes });
      return;
    case 'ticketWanted':
    case 'meetingWanted':
    case 'blobKept':
    case 'blobWanted':
      // Only relays vouch for callers and keep blobs.
      return;
    case 'room':
      step.effects.push({ type: 'room', payload: message.payload });
      return;
    default:
      unreachable(message);
  }
};

const timerFired = (step: Step, timer: Timer): void => {
  const { state } = step;
  switch (timer) {
    case 'handshake':
      close(step, 'no handshake in time', 'unreachable');
      return;
    case 'ping':
      // Two pings without a word: the socket is open on our side only.
      if (state.silentPings >= 2) {
        close(step, 'half-open', 'unreachable');
        return;
      }
      state.silentPings++;
      send(step, { type: 'ping', id: ++state.pingId });
      step.effects.push({ type: 'schedule', timer: 'ping', delayMs: limits.pingMs });
      return;
    case 'want':
      wantsTimedOut(step);
      return;
    case 'compare':
      compareTimedOut(step);
      return;
    case 'resume':
      state.pausedPushes = false;
      retryPushes(step);
      if (state.problem === 'quota') state.problem = null;
      return;
    case 'resumeWants':
      state.pausedWants = false;
      return;
    case 'retry':
      if (!state.pausedPushes) retryPushes(step);
      return;
    default:
      unreachable(timer);
  }
};

const tellStatus = (step: Step): void => {
  const { state } = step;
  const missing = isClosed(state) || state.phase === 'handshake' ? 0 : state.missingInAll;
  if (!isClosed(state) && state.phase !== 'handshake') {
    const comparing = !state.compared;
    state.phase = comparing ? 'comparing' : missing > 0 ? 'catching-up' : 'live';
    state.total = missing > 0 ? Math.max(state.total, missing) : 0;
  }
  const { phase, problem, total } = state;
  const last = state.lastStatus;
  if (last && last.phase === phase && last.missing === missing && last.problem === problem) return;
  state.lastStatus = { phase, missing, total, problem };
  step.effects.push({ type: 'setStatus', status: state.lastStatus });
};
