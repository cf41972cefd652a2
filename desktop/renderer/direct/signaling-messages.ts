/**
 * What a signaling server may say to a page: the few messages of PeerJS that it has use of, within bounds. Anybody may
 * run one, so nothing else reaches PeerJS. Left out on purpose: LEAVE, by which a server could end calls that stand
 * (what is dead is noticed by itself), and EXPIRE.
 */
import { z } from 'zod';

/** An offer of four tracks takes about 10 KiB. */
export const signalingMessageChars = 64 * 1024;

const peerId = z.string().regex(/^[0-9a-f]{32}$/);
const connection = { connectionId: z.string().min(1).max(64) };
const kind = z.enum(['media', 'data']);
const sdp = <T extends 'offer' | 'answer'>(type: T) =>
  z.object({ type: z.literal(type), sdp: z.string().max(signalingMessageChars) });
/** Whoever the connection is for reads it closely; here it is only small. */
const metadata = z
  .record(z.string().max(16), z.union([z.string().max(64), z.boolean(), z.number(), z.null()]))
  .optional();

const candidate = z.object({
  candidate: z.string().max(1_024),
  sdpMid: z.string().max(16).nullish(),
  sdpMLineIndex: z.number().int().min(0).max(64).nullish(),
  usernameFragment: z.string().max(256).nullish(),
});

const fromPeer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('OFFER'),
    src: peerId,
    payload: z.discriminatedUnion('type', [
      z.object({ ...connection, type: z.literal('media'), sdp: sdp('offer'), metadata }),
      z.object({
        ...connection,
        type: z.literal('data'),
        sdp: sdp('offer'),
        metadata,
        label: z.string().max(64).optional(),
        reliable: z.boolean().optional(),
        // PeerJS would fail over any other name.
        serialization: z.literal('raw'),
      }),
    ]),
  }),
  z.object({
    type: z.literal('ANSWER'),
    src: peerId,
    // An offer in here would begin a negotiation that nobody asked for.
    payload: z.object({ ...connection, type: kind, sdp: sdp('answer') }),
  }),
  z.object({
    type: z.literal('CANDIDATE'),
    src: peerId,
    payload: z.object({ ...connection, type: kind, candidate }),
  }),
]);
const fromServer = z.object({ type: z.enum(['OPEN', 'HEARTBEAT']) });
const left = z.object({ type: z.enum(['LEAVE', 'EXPIRE']) });
/** It won't have us: an id or a key that it doesn't know. */
const turnedAway = z.object({ type: z.enum(['ERROR', 'ID-TAKEN', 'INVALID-KEY']) });

export type FromPeer = z.output<typeof fromPeer>;
export type SignalingMessage =
  | { readonly kind: 'peer'; readonly message: FromPeer }
  | { readonly kind: 'server'; readonly message: z.output<typeof fromServer> }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'turned-away' }
  | { readonly kind: 'broken' };

const toJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Takes whatever a socket may give. */
export const parseSignalingMessage = (data: unknown): SignalingMessage => {
  if (typeof data !== 'string' || data.length > signalingMessageChars) return { kind: 'broken' };
  const value = toJson(data);
  const peer = fromPeer.safeParse(value);
  if (peer.success) return { kind: 'peer', message: peer.data };
  const server = fromServer.safeParse(value);
  if (server.success) return { kind: 'server', message: server.data };
  if (left.safeParse(value).success) return { kind: 'nothing' };
  return { kind: turnedAway.safeParse(value).success ? 'turned-away' : 'broken' };
};
