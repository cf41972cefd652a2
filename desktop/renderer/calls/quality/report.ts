/**
 * What one gives to whoever helps: figures of each connection, and nothing that says who or where. Built from
 * numbers and from words of our own alone, so that nothing else can come along.
 */
import { slots } from '../outgoing.ts';
import { type ConnectionQuality, type FlowIn, type FlowOut, gradeOf } from './connection-quality.ts';

const rounded = (value: number | null, digits = 0): number | null =>
  value === null ? null : Number(value.toFixed(digits));

const flowFigures = (flow: FlowIn | FlowOut) => ({
  kbitPerSecond: rounded(flow.bitsPerSecond / 1_000),
  lossPercent: rounded(flow.loss === null ? null : flow.loss * 100, 2),
  jitterMs: rounded(flow.jitterMs, 1),
  codec: flow.codec,
  ...(flow.height === null
    ? {}
    : { height: rounded(flow.height), framesPerSecond: rounded(flow.framesPerSecond) }),
  ...('freezes' in flow ? { freezes: flow.freezes } : { limitedBy: flow.limitedBy }),
});

const figures = (quality: ConnectionQuality | undefined) =>
  quality
    ? {
        grade: gradeOf(quality),
        route: quality.route?.kind ?? null,
        protocol: quality.route?.protocol ?? null,
        roundTripMs: rounded(quality.roundTripMs),
        estimatedUploadKbitPerSecond: rounded(
          quality.availableBits === null ? null : quality.availableBits / 1_000,
        ),
        received: Object.fromEntries(
          slots.flatMap((slot) => {
            const flow = quality.received[slot];
            return flow ? [[slot, flowFigures(flow)]] : [];
          }),
        ),
        sent: Object.fromEntries(
          slots.flatMap((slot) => {
            const flow = quality.sent[slot];
            return flow ? [[slot, flowFigures(flow)]] : [];
          }),
        ),
      }
    : { grade: 'none' };

/** In the order of the panel; each is a number in it. */
export const reportOf = (qualities: readonly (ConnectionQuality | undefined)[]): string =>
  JSON.stringify(
    {
      report: 'Maru call quality',
      version: 1,
      people: qualities.map((quality, index) => ({ person: `Person ${index + 1}`, ...figures(quality) })),
    },
    null,
    2,
  );
