/** Connections as the demo has them: near and good, far, through a relay, and one that suffers. */
import type { CallQualities } from '../../calls/call-store.ts';
import type { ConnectionQuality, FlowIn, FlowOut } from '../../calls/quality/connection-quality.ts';
import { type CallRole, type DemoWay, deviceOf } from './call-scenes.ts';

const voice = { codec: 'opus', height: null, framesPerSecond: null, jitterMs: 4, loss: 0 };
const face = { codec: 'VP8', height: 360, framesPerSecond: 24, jitterMs: 9, loss: 0 };
const into = (flow: Omit<FlowIn, 'freezes'>): FlowIn => ({ ...flow, freezes: 0 });
const out = (flow: Omit<FlowOut, 'limitedBy'>, limitedBy: FlowOut['limitedBy'] = 'none'): FlowOut => ({
  ...flow,
  limitedBy,
});

const near: ConnectionQuality = {
  route: { kind: 'direct', protocol: 'udp' },
  roundTripMs: 12,
  availableBits: 3_000_000,
  received: {
    microphone: into({ ...voice, bitsPerSecond: 31_400 }),
    camera: into({ ...face, bitsPerSecond: 540_000 }),
  },
  sent: { microphone: out({ ...voice, bitsPerSecond: 32_100 }) },
};
const relayed: ConnectionQuality = {
  ...near,
  route: { kind: 'relayed', protocol: 'tls' },
  roundTripMs: 74,
  received: { microphone: into({ ...voice, bitsPerSecond: 30_800, loss: 0.004, jitterMs: 14 }) },
};
const suffering: ConnectionQuality = {
  ...near,
  roundTripMs: 312,
  received: { microphone: into({ ...voice, bitsPerSecond: 21_000, loss: 0.031, jitterMs: 52 }) },
  sent: {
    microphone: out({ ...voice, bitsPerSecond: 24_300, loss: 0.092, jitterMs: 61 }),
    camera: out({ ...face, height: 180, framesPerSecond: 15, bitsPerSecond: 118_000 }, 'bandwidth'),
  },
};
const ways: { readonly [W in DemoWay]: ConnectionQuality } = { near, relayed, suffering };

/** Of everybody else who is connected. */
export const demoQualities = (roles: readonly CallRole[]): CallQualities =>
  Object.fromEntries(
    roles
      .filter(({ who, link = 'connected' }) => who !== 0 && link === 'connected')
      .map(({ who, way = 'near' }) => [deviceOf(who), ways[way]]),
  );
