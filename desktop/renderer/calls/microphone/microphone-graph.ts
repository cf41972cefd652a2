/**
 * The way of the own voice: device → strong suppression, if chosen → gain → gate → the track that is sent. The track
 * stays the same whatever changes before it, so connections never notice.
 */
import { createGateNode, type GateNode } from './gate-node.ts';
import { type GateReport, silentReport } from './gate-report.ts';
import { createSuppressionNode, type SuppressionNode } from './suppression-node.ts';
import type { GateRule } from './voice-gate.ts';

export type MicrophoneGraph = {
  readonly track: MediaStreamTrack;
  setDevice(track: MediaStreamTrack | null): void;
  setGain(gain: number): void;
  setGate(rule: GateRule): void;
  /** False where it can't be had. */
  setStrongSuppression(on: boolean): Promise<boolean>;
  /** One hears oneself, on the device that others are heard on. */
  setMonitor(on: boolean): void;
  report(): GateReport;
  /** Resolves to false where the browser can't run the gate: then nothing is ever sent. */
  readonly ready: Promise<boolean>;
  close(): void;
};

/** Changes are no clicks. */
const rampSeconds = 0.02;

export const createMicrophoneGraph = (
  context: AudioContext,
  onOpen: (open: boolean) => void,
): MicrophoneGraph => {
  const out = context.createMediaStreamDestination();
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error('bug: no track to send');
  /** What the device is put into, and what suppression, if there is one, goes to. */
  const entry = context.createGain();
  const gain = context.createGain();
  entry.connect(gain);
  let device: MediaStreamAudioSourceNode | null = null;
  let suppression: SuppressionNode | null = null;
  let isStrong = false;
  let strength: Promise<boolean> = Promise.resolve(true);
  let gate: GateNode | null = null;
  let rule: GateRule | null = null;
  let isMonitored = false;
  let closed = false;

  const monitor = (): void => {
    if (!gate) return;
    if (isMonitored) gate.node.connect(context.destination);
    else {
      gate.node.disconnect();
      gate.node.connect(out);
    }
  };

  const ready = createGateNode(context, onOpen).then(
    (made) => {
      if (closed) return true;
      gate = made;
      if (rule) made.set(rule);
      gain.connect(made.node);
      made.node.connect(out);
      monitor();
      return true;
    },
    () => false,
  );

  const route = (next: SuppressionNode | null): void => {
    entry.disconnect();
    suppression?.close();
    suppression = next;
    if (next) entry.connect(next.node).connect(gain);
    else entry.connect(gain);
  };

  const strengthen = async (): Promise<boolean> => {
    const made = await createSuppressionNode(context);
    // Meanwhile it may have been switched off again.
    if (closed || !isStrong) made?.close();
    else if (made) route(made);
    return made !== null;
  };

  return {
    track,
    ready,
    setDevice(next) {
      const before = device;
      device = next && context.createMediaStreamSource(new MediaStream([next]));
      device?.connect(entry);
      before?.disconnect();
    },
    setGain: (value) => void gain.gain.setTargetAtTime(value, context.currentTime, rampSeconds),
    setGate(next) {
      rule = next;
      gate?.set(next);
    },
    setStrongSuppression(on) {
      if (on !== isStrong) {
        isStrong = on;
        strength = on ? strengthen() : Promise.resolve(true);
        if (!on) route(null);
      }
      return strength;
    },
    setMonitor(on) {
      isMonitored = on;
      monitor();
    },
    report: () => gate?.report() ?? silentReport,
    close() {
      closed = true;
      device?.disconnect();
      suppression?.close();
      gate?.close();
      track.stop();
      void context.close();
    },
  };
};
