/**
 * What the browser counts of one connection, parsed, and what two readings say together. Addresses, certificates
 * and names that the browser also tells are not read at all.
 */
import { z } from 'zod';
import type { Slot } from '../outgoing.ts';

const count = z.number().nonnegative();
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const transport = z.object({ type: z.literal('transport'), selectedCandidatePairId: optional(z.string()) });
const pair = z.object({
  type: z.literal('candidate-pair'),
  id: z.string(),
  localCandidateId: z.string(),
  remoteCandidateId: z.string(),
  currentRoundTripTime: optional(count),
  availableOutgoingBitrate: optional(count),
});
const candidate = z.object({
  type: z.enum(['local-candidate', 'remote-candidate']),
  id: z.string(),
  candidateType: z.enum(['host', 'srflx', 'prflx', 'relay']),
  protocol: optional(z.enum(['udp', 'tcp'])),
  relayProtocol: optional(z.enum(['udp', 'tcp', 'tls'])),
});
const codec = z.object({ type: z.literal('codec'), id: z.string(), mimeType: z.string().max(64) });
/** The other side has a say in it: what isn't like a codec's name is none. */
const codecName = /^(?:audio|video)\/([\w-]{1,16})$/;
const video = {
  frameHeight: optional(count),
  framesPerSecond: optional(count),
};
const inbound = z.object({
  type: z.literal('inbound-rtp'),
  mid: z.string(),
  timestamp: count,
  codecId: optional(z.string()),
  bytesReceived: count,
  packetsReceived: count,
  // Below zero where packets came twice.
  packetsLost: optional(z.number()),
  jitter: optional(count),
  freezeCount: optional(count),
  ...video,
});
const outbound = z.object({
  type: z.literal('outbound-rtp'),
  id: z.string(),
  mid: z.string(),
  timestamp: count,
  codecId: optional(z.string()),
  bytesSent: count,
  qualityLimitationReason: optional(z.enum(['none', 'cpu', 'bandwidth', 'other'])),
  ...video,
});
const remoteInbound = z.object({
  type: z.literal('remote-inbound-rtp'),
  localId: z.string(),
  fractionLost: optional(count),
  jitter: optional(count),
  roundTripTime: optional(count),
});
const entry = z.discriminatedUnion('type', [
  transport,
  pair,
  candidate,
  codec,
  inbound,
  outbound,
  remoteInbound,
]);
type Entry = z.output<typeof entry>;
type Candidate = z.output<typeof candidate>;
type OfType<T extends Entry['type']> = Extract<Entry, { readonly type: T }>;

export type Route = {
  readonly kind: 'direct' | 'relayed';
  /** How packets leave this machine: to the other side, or to the relay. */
  readonly protocol: 'udp' | 'tcp' | 'tls' | null;
};

/** Counts at one moment. */
type Counted = {
  readonly atMs: number;
  readonly bytes: number;
  readonly codec: string | null;
  readonly height: number | null;
  readonly framesPerSecond: number | null;
};
type CountedIn = Counted & {
  readonly packets: number;
  readonly lost: number;
  readonly jitterMs: number | null;
  readonly freezes: number;
};
type CountedOut = Counted & {
  readonly loss: number | null;
  readonly jitterMs: number | null;
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
};
export type Reading = {
  readonly route: Route | null;
  readonly roundTripMs: number | null;
  readonly availableBits: number | null;
  readonly received: ReadonlyMap<Slot, CountedIn>;
  readonly sent: ReadonlyMap<Slot, CountedOut>;
};

const routeOf = (local: Candidate, remote: Candidate | undefined): Route => ({
  kind: local.candidateType === 'relay' || remote?.candidateType === 'relay' ? 'relayed' : 'direct',
  protocol: local.relayProtocol ?? local.protocol ?? null,
});

const inMs = (seconds: number | undefined): number | null => (seconds === undefined ? null : seconds * 1_000);

/** `slotOf`: which of the four a section of the session description carries. */
export const readStats = (report: Iterable<unknown>, slotOf: (mid: string) => Slot | undefined): Reading => {
  const entries = [...report].flatMap((one): Entry[] => {
    const parsed = entry.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  const all = <T extends Entry['type']>(type: T) =>
    entries.filter((one): one is OfType<T> => one.type === type);
  const codecs = new Map(all('codec').map(({ id, mimeType }) => [id, codecName.exec(mimeType)?.[1] ?? null]));
  const codecNamed = (id: string | undefined) => codecs.get(id ?? '') ?? null;
  const candidates = new Map(
    entries.flatMap((one) =>
      one.type === 'local-candidate' || one.type === 'remote-candidate' ? [[one.id, one] as const] : [],
    ),
  );
  const remotes = new Map(all('remote-inbound-rtp').map((one) => [one.localId, one]));
  const selected = all('transport').map((one) => one.selectedCandidatePairId);
  const used = all('candidate-pair').find(({ id }) => selected.includes(id));
  const local = candidates.get(used?.localCandidateId ?? '');
  const counted = (one: OfType<'inbound-rtp'> | OfType<'outbound-rtp'>, bytes: number): Counted => ({
    atMs: one.timestamp,
    bytes,
    codec: codecNamed(one.codecId),
    height: one.frameHeight ?? null,
    framesPerSecond: one.framesPerSecond ?? null,
  });
  const received = new Map<Slot, CountedIn>();
  for (const one of all('inbound-rtp')) {
    const slot = slotOf(one.mid);
    if (!slot) continue;
    received.set(slot, {
      ...counted(one, one.bytesReceived),
      packets: one.packetsReceived,
      lost: one.packetsLost ?? 0,
      jitterMs: inMs(one.jitter),
      freezes: one.freezeCount ?? 0,
    });
  }
  const sent = new Map<Slot, CountedOut>();
  for (const one of all('outbound-rtp')) {
    const slot = slotOf(one.mid);
    if (!slot) continue;
    const remote = remotes.get(one.id);
    sent.set(slot, {
      ...counted(one, one.bytesSent),
      loss: remote?.fractionLost ?? null,
      jitterMs: inMs(remote?.jitter),
      limitedBy: one.qualityLimitationReason ?? 'none',
    });
  }
  return {
    route: local ? routeOf(local, candidates.get(used?.remoteCandidateId ?? '')) : null,
    roundTripMs: inMs(used?.currentRoundTripTime),
    availableBits: used?.availableOutgoingBitrate ?? null,
    received,
    sent,
  };
};
