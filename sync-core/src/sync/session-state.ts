/**
 * What one end of a link knows between events. A state belongs to the one who steps it: `step` may
 * change it in place and hands it back, which for every observer is (state, event) → (state, effects)
 * without copying vectors of thousands of logs on each acknowledgement.
 */
import type { ForkProof, Segment } from '../crypto/types.ts';
import {
  type DeviceId,
  type LogId,
  type Stream,
  type StreamDigest,
  type StreamKey,
  streamToKey,
} from '../model/index.ts';
import type { BlobMessage, GossipHead, Message } from '../protocol/index.ts';
import { createGapBuffer, type GapBuffer } from './gap-buffer.ts';
import type { Cursor, HeldTicket, PeerIdentity, Received, Replica, SignalingTicket } from './replica.ts';
import type { LinkPhase, LinkProblem, LinkStatus } from './status.ts';

export type SessionConfig =
  /** We dialled a relay; `audience` is the host we dialled. */
  | { readonly peer: 'relay'; readonly role: 'connector'; readonly audience: string }
  /** A direct link; the peer must prove to be `device`. The connector leads the comparison. */
  | { readonly peer: 'device'; readonly role: 'connector' | 'acceptor'; readonly device: DeviceId };

/** `resume`: pushes go on; `resumeWants`: wants do; `retry`: logs whose push met a gap are pushed again. */
export type Timer = 'handshake' | 'compare' | 'ping' | 'want' | 'resume' | 'resumeWants' | 'retry';
export type Place = { readonly stream: Stream; readonly log: LogId };

export type SessionEvent =
  /** `nonce`: 32 fresh random bytes for our challenge. */
  | { readonly type: 'opened'; readonly nonce: Uint8Array }
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'undecodable'; readonly tooLarge: boolean }
  | { readonly type: 'closed' }
  /** The outcome of an `apply` effect, in the order the effects were given. */
  | { readonly type: 'received'; readonly segment: Segment; readonly outcome: Received }
  /** A log became longer here. `origin` own: written here; other: came over another link. */
  | ({ readonly type: 'appended'; readonly origin: 'own' | 'other' } & Place)
  | { readonly type: 'forkFound'; readonly proof: ForkProof }
  | { readonly type: 'gossip'; readonly heads: readonly GossipHead[] }
  | { readonly type: 'room'; readonly payload: Uint8Array }
  | { readonly type: 'timer'; readonly timer: Timer }
  | { readonly type: 'ticketWanted'; readonly held: HeldTicket | null }
  | { readonly type: 'probe' }
  | { readonly type: 'blobs'; readonly message: BlobMessage }
  | { readonly type: 'drained' }
  | { readonly type: 'refresh' };

export type SessionEffect =
  | { readonly type: 'send'; readonly message: Message }
  | { readonly type: 'apply'; readonly segment: Segment }
  | { readonly type: 'applyFork'; readonly proof: ForkProof }
  /** `place` null: the peer holds all that we hold. `exact`: it holds no more either, whatever it said before [S3]. */
  | {
      readonly type: 'markAcked';
      readonly place: (Place & { readonly length: number }) | null;
      readonly exact: boolean;
    }
  | { readonly type: 'setCursor'; readonly node: string; readonly cursor: Cursor; readonly reset: boolean }
  | ({ readonly type: 'incarnationLost'; readonly length: number } & Place)
  | { readonly type: 'room'; readonly payload: Uint8Array }
  | { readonly type: 'ticket'; readonly ticket: SignalingTicket }
  | { readonly type: 'blob'; readonly id: Uint8Array; readonly bytes: Uint8Array | null }
  /** Replaces the timer of that name; null cancels it. */
  | { readonly type: 'schedule'; readonly timer: Timer; readonly delayMs: number | null }
  | { readonly type: 'setStatus'; readonly status: LinkStatus }
  | { readonly type: 'close'; readonly reason: string; readonly problem: LinkProblem | null };

/** A range asked for and not yet fully applied. `next`: up to where segments have arrived; `moved`: since the last check. */
export type Want = Place & {
  readonly from: number;
  readonly to: number;
  next: number;
  applied: number;
  moved: boolean;
};
/** A log the peer should get: `next` is the first number not yet handed to the transport; `waiting`: refused, not yet again. */
export type Push = Place & { next: number; waiting: boolean };
/** A range the peer asked for. */
export type Answer = Place & { readonly from: number; readonly to: number; next: number };

export type PartialSummary = {
  readonly own: Map<StreamKey, StreamDigest>;
  readonly differing: StreamDigest[];
};

export type SessionState = {
  readonly config: SessionConfig;
  phase: LinkPhase;
  problem: LinkProblem | null;
  nonce: Uint8Array;
  peer: PeerIdentity | null;
  peerDigest: Uint8Array | null;
  /** The digest our own `welcome` told: both ends of a direct link judge by the same two digests. */
  toldDigest: Uint8Array | null;
  challenged: boolean;
  /** The relay answers what came after the first version (`meetingWanted`). */
  newer: boolean;
  /** The peer has proved who it is (a relay proves nothing). */
  verified: boolean;
  /** True once either side's summary was answered, or digests were equal. */
  compared: boolean;
  /** A summary came, a vector or a segment since the comparison was last looked at. */
  compareMoved: boolean;
  /** Differing streams found so far while a summary comes in pieces. */
  summary: PartialSummary | null;
  /** The summary is answered (acceptor) or its answer is here (connector): a second one is out of place. */
  summarized: boolean;
  /** Streams whose vector the peer has not told yet, most urgent first; those already asked for are in `asked`. */
  readonly pending: Map<StreamKey, Stream>;
  readonly asked: Set<StreamKey>;
  /** Logs that grew while their stream was pending. */
  readonly late: Map<string, Place>;
  /** Lengths the peer is known to hold, at the least. */
  readonly known: Map<StreamKey, Map<LogId, number>>;
  /** Of logs with pushed and unanswered segments: what the peer itself last said it holds. */
  readonly unacked: Map<string, number>;
  /** Logs that the peer will not take: not pushed on this link any more. */
  readonly resting: Set<string>;
  /** Logs that we hold nothing of and that the peer said it holds. */
  claims: number;
  /** Envelopes missing of each log in `behind`, and their sum: counted when a log changes, not at each event. */
  readonly missing: Map<string, number>;
  missingInAll: number;
  /** Logs of which the peer holds more than we do: the length to reach. */
  readonly behind: Map<StreamKey, { readonly stream: Stream; readonly logs: Map<LogId, number> }>;
  readonly wants: Want[];
  readonly pushes: Map<string, Push>;
  readonly answers: Answer[];
  readonly gaps: GapBuffer;
  /** Bytes of segments given to `apply` whose outcome is still open. */
  applying: number;
  /** Logs not asked for or pushed any more on this link, and how often each misbehaved. */
  readonly strikes: Map<string, number>;
  readonly lostIncarnations: Set<LogId>;
  readonly toldForks: Set<string>;
  readonly heardForks: Set<string>;
  /** Logs of which the peer holds another branch: the number asked for to find where it begins; null when done. */
  readonly probes: Map<string, number | null>;
  /** The peer told us to wait before pushing more. */
  pausedPushes: boolean;
  /** The disk failed: nothing is asked for until the timer. */
  pausedWants: boolean;
  /** Something waits for the transport to drain. */
  congested: boolean;
  silentPings: number;
  pingId: number;
  total: number;
  lastStatus: LinkStatus | null;
};

/** What a step may look at besides state and event. Reads only; what is to happen is an effect. */
export type SessionEnv = { readonly replica: Replica; readonly bufferedBytes: number };

export type Step = {
  readonly state: SessionState;
  readonly env: SessionEnv;
  readonly effects: SessionEffect[];
  /** Bytes waiting in the transport, counting what this step has added. */
  buffered: number;
};

export const createSessionState = (config: SessionConfig): SessionState => ({
  config,
  phase: 'handshake',
  problem: null,
  nonce: new Uint8Array(),
  peer: null,
  peerDigest: null,
  toldDigest: null,
  challenged: false,
  newer: false,
  verified: config.peer === 'relay',
  compared: false,
  compareMoved: false,
  summary: null,
  summarized: false,
  pending: new Map(),
  asked: new Set(),
  late: new Map(),
  known: new Map(),
  unacked: new Map(),
  resting: new Set(),
  claims: 0,
  missing: new Map(),
  missingInAll: 0,
  behind: new Map(),
  wants: [],
  pushes: new Map(),
  answers: [],
  gaps: createGapBuffer(),
  applying: 0,
  strikes: new Map(),
  lostIncarnations: new Set(),
  toldForks: new Set(),
  heardForks: new Set(),
  probes: new Map(),
  pausedPushes: false,
  pausedWants: false,
  congested: false,
  silentPings: 0,
  pingId: 0,
  total: 0,
  lastStatus: null,
});

export const placeToKey = (stream: Stream, log: LogId): string => `${streamToKey(stream)}|${log}`;

export const send = (step: Step, message: Message, bytes = 100): void => {
  step.buffered += bytes;
  step.effects.push({ type: 'send', message });
};

export const close = (step: Step, reason: string, problem: LinkProblem | null): void => {
  if (step.state.phase === 'closed') return;
  step.state.phase = 'closed';
  step.state.problem = problem;
  step.effects.push({ type: 'close', reason, problem });
};

/** Rough size on the wire: bodies dominate. */
export const segmentBytes = (segment: Segment): number => {
  let bytes = 200;
  for (const item of segment.items) bytes += 60 + 32 * (item.cites?.length ?? 0) + (item.body?.length ?? 32);
  return bytes;
};

export const segmentEnd = (segment: Segment): number => segment.from + segment.items.length;
