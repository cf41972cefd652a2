/** Brings a plan to the senders of one connection: only what differs is set. */
import { type Slot, slots } from '../outgoing.ts';
import type { ConnectionPlan, Encoding } from './plan.ts';

/** A browser's own names; what isn't sent keeps what it had, but goes quiet. */
const wantedOf = (encoding: Encoding): Partial<RTCRtpEncodingParameters> =>
  encoding.active
    ? {
        active: true,
        maxBitrate: encoding.maxBits,
        priority: encoding.priority,
        networkPriority: encoding.priority,
        ...(encoding.maxFramesPerSecond === null
          ? {}
          : { maxFramerate: encoding.maxFramesPerSecond, scaleResolutionDownBy: encoding.scaleDownBy }),
      }
    : { active: false };

const applyTo = (sender: RTCRtpSender, encoding: Encoding): void => {
  const parameters = sender.getParameters();
  const [now] = parameters.encodings;
  if (!now) return;
  const wanted = wantedOf(encoding);
  if (Object.entries(wanted).every(([name, value]) => Reflect.get(now, name) === value)) return;
  Object.assign(now, wanted);
  // One that closed meanwhile takes nothing; what a browser refuses is tried again with the next plan.
  void sender.setParameters(parameters).catch(() => undefined);
};

export const applyPlan = (senders: ReadonlyMap<Slot, RTCRtpSender>, plan: ConnectionPlan): void => {
  for (const slot of slots) {
    const sender = senders.get(slot);
    if (sender) applyTo(sender, plan[slot]);
  }
};
