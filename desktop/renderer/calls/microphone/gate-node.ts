/** The gate as a node of an audio graph: what it shall do is set, what it does is read. */
import { z } from 'zod';
import { type GateReport, silentReport } from './gate-report.ts';
import workletUrl from './gate-worklet.ts?worker&url';
import { type GateRule, gateModes } from './voice-gate.ts';

export type GateNode = {
  readonly node: AudioNode;
  set(rule: GateRule): void;
  report(): GateReport;
  close(): void;
};

const report = z.object({
  inputDb: z.number(),
  thresholdDb: z.number(),
  sent: z.number(),
  open: z.boolean(),
});

/** Throws where the browser can't load its code. */
export const createGateNode = async (
  context: AudioContext,
  onOpen: (open: boolean) => void,
): Promise<GateNode> => {
  await context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, 'maru-gate', {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [1],
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  let last = silentReport;
  node.port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const { open } = last;
    last = report.parse(data);
    if (last.open !== open) onOpen(last.open);
  };
  const put = (name: string, value: number): void => {
    const parameter = node.parameters.get(name);
    if (!parameter) throw new Error(`bug: the gate has no ${name}`);
    parameter.value = value;
  };
  return {
    node,
    set({ mode, thresholdDb, held, releaseMs }) {
      put('mode', gateModes.indexOf(mode));
      put('automatic', thresholdDb === null ? 1 : 0);
      if (thresholdDb !== null) put('threshold', thresholdDb);
      put('held', held ? 1 : 0);
      put('release', releaseMs);
    },
    report: () => last,
    close() {
      node.port.onmessage = null;
      node.disconnect();
    },
  };
};
