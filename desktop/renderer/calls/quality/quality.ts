/**
 * Keeps the quality of one call: reads each connection's statistics every two seconds, learns from them what goes
 * out to whom, and brings that to the senders; at once, too, when somebody looks at something else.
 */
import { type CallParticipantView, type DeviceId, limits } from '@maru/sync-core';
import type { Outgoing, Slot } from '../outgoing.ts';
import { applyPlan } from './apply.ts';
import { adaptCap, adaptRelief, type Cap, freshCap, noRelief } from './budget.ts';
import { type ConnectionQuality, directionOf, qualityBetween } from './connection-quality.ts';
import {
  type ConnectionPlan,
  captureHeight,
  type PlanInput,
  plan,
  type Sending,
  type Viewer,
} from './plan.ts';
import { type Reading, readStats } from './stats.ts';

export type QualityKeeper = {
  /** A connection stands; null: no longer. */
  connect(device: DeviceId, connection: RTCPeerConnection | null): void;
  /** Who else is in the call, and what they look at. */
  setOthers(others: readonly CallParticipantView[]): void;
  /** Something else is sent than before. */
  changed(): void;
  stop(): void;
};

export type QualityDeps = {
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly outgoing: Pick<Outgoing, 'get' | 'senders'>;
  /** How a screen is shared where its track doesn't say. */
  readonly content: () => 'text' | 'motion';
  /** How high the camera is worth capturing now. */
  readonly onCameraHeight: (height: number) => void;
  readonly onQuality: (qualities: ReadonlyMap<DeviceId, ConnectionQuality>) => void;
};

const everyMs = 2_000;
/** A camera that is captured larger than it is needed for so many readings is captured smaller. */
const idleReadings = 5;
/** Until they say what they look at. */
const unsaid = { cameraHeight: 360, cameraHeightOfTwo: 720, screen: true } as const;

type Measured = {
  readonly connection: RTCPeerConnection;
  reading: Reading | null;
  quality: ConnectionQuality | null;
  cap: Cap;
  plan: ConnectionPlan | null;
};

const slotsInOrder = { audio: ['microphone', 'screenSound'], video: ['camera', 'screen'] } as const;

/** Both sides added their tracks in the order of `slots`, so sections of a kind are in that order too. */
const slotsByMid = (connection: RTCPeerConnection): ReadonlyMap<string, Slot> => {
  const byMid = new Map<string, Slot>();
  for (const kind of ['audio', 'video'] as const) {
    const sections = connection.getTransceivers().filter(({ receiver }) => receiver.track.kind === kind);
    sections.forEach(({ mid }, index) => {
      const slot = slotsInOrder[kind][index];
      if (mid !== null && slot) byMid.set(mid, slot);
    });
  }
  return byMid;
};

const plannedBits = (planned: ConnectionPlan | null): number =>
  Object.values(planned ?? {}).reduce((sum, { active, maxBits }) => sum + (active ? maxBits : 0), 0);

export const createQuality = (deps: QualityDeps): QualityKeeper => {
  const { schedule, outgoing, content, onQuality } = deps;
  const connections = new Map<DeviceId, Measured>();
  let others: readonly CallParticipantView[] = [];
  let relief = noRelief;
  let cameraHeight = 0;
  let idleFor = 0;
  let cancel: (() => void) | null = null;
  let stopped = false;

  const sending = (): Sending => {
    const picture = (slot: 'camera' | 'screen') => {
      const { height = 480, frameRate = 30 } = outgoing.get(slot)?.getSettings() ?? {};
      return outgoing.get(slot) && { height, framesPerSecond: frameRate };
    };
    const screen = picture('screen');
    const hint = outgoing.get('screen')?.contentHint ?? '';
    const said = hint === '' ? content() : hint === 'motion' ? 'motion' : 'text';
    return {
      camera: picture('camera'),
      screen: screen && { ...screen, content: said },
      screenSound: outgoing.get('screenSound') !== null,
    };
  };

  /** Larger at once, smaller only after a while: a camera that changes its size may stand still for a moment. */
  const capture = (input: PlanInput): void => {
    // The next begins in a size of its own.
    if (input.sending.camera === null) {
      cameraHeight = 0;
      return;
    }
    const needed = captureHeight(input);
    idleFor = needed < cameraHeight ? idleFor : 0;
    if (needed === cameraHeight || (needed < cameraHeight && idleFor < idleReadings)) return;
    cameraHeight = needed;
    idleFor = 0;
    deps.onCameraHeight(needed);
  };

  const tune = (): void => {
    const viewers = [...connections].map(([device, { cap }]): Viewer => {
      const wants = others.find((one) => one.device === device)?.wants;
      return {
        device,
        cameraHeight:
          wants?.cameraHeight ?? (connections.size === 1 ? unsaid.cameraHeightOfTwo : unsaid.cameraHeight),
        watchesScreen: wants?.screen ?? unsaid.screen,
        capBits: cap.bits,
      };
    });
    const input = {
      viewers,
      sending: sending(),
      budgetBits: limits.callUploadBits,
      relief: relief.steps,
    };
    capture(input);
    const planned = plan(input);
    for (const [device, measured] of connections) {
      measured.plan = planned.get(device) ?? null;
      if (measured.plan) applyPlan(outgoing.senders(measured.connection), measured.plan);
    }
  };

  const learn = (measured: Measured, quality: ConnectionQuality): void => {
    const { availableBits, sent } = quality;
    const isLimited = Object.values(sent).some(({ limitedBy }) => limitedBy === 'bandwidth');
    const out = directionOf(sent);
    measured.cap = adaptCap(measured.cap, {
      loss: out.loss,
      sentBits: out.bitsPerSecond,
      availableBits,
      // What the plan itself holds back says nothing of the connection.
      heldBack: isLimited && availableBits !== null && availableBits < plannedBits(measured.plan),
    });
  };

  const measure = async (measured: Measured): Promise<void> => {
    const byMid = slotsByMid(measured.connection);
    const report = await measured.connection.getStats();
    const entries: unknown[] = [];
    report.forEach((one: unknown) => {
      entries.push(one);
    });
    const reading = readStats(entries, (mid) => byMid.get(mid));
    if (measured.reading) {
      measured.quality = qualityBetween(measured.reading, reading);
      learn(measured, measured.quality);
    }
    measured.reading = reading;
  };

  const tell = (): void =>
    onQuality(
      new Map([...connections].flatMap(([device, { quality }]) => (quality ? [[device, quality]] : []))),
    );

  const look = async (): Promise<void> => {
    // A connection that closed meanwhile has nothing to say.
    await Promise.all([...connections.values()].map((one) => measure(one).catch(() => undefined)));
    if (stopped) return;
    const limited = [...connections.values()].some(({ quality }) =>
      Object.values(quality?.sent ?? {}).some(({ limitedBy }) => limitedBy === 'cpu'),
    );
    if (connections.size > 0) relief = adaptRelief(relief, limited);
    idleFor++;
    tune();
    tell();
    cancel = schedule(() => void look(), everyMs);
  };
  cancel = schedule(() => void look(), everyMs);

  return {
    connect(device, connection) {
      if (connection)
        connections.set(device, { connection, reading: null, quality: null, cap: freshCap, plan: null });
      else connections.delete(device);
      tune();
      tell();
    },
    setOthers(next) {
      others = next;
      tune();
    },
    changed: tune,
    stop() {
      stopped = true;
      cancel?.();
      connections.clear();
      tell();
    },
  };
};
