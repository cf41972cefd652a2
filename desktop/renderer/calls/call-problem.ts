/** What can go wrong in a call, and what a person is told of. */
import type { CallEnd } from '@maru/sync-core';
import type { HostError } from '../../contract/index.ts';
import type { MicrophoneProblem } from './microphone/call-microphone.ts';

type Device = 'camera' | 'screen';

export type CallProblem =
  | { readonly kind: 'host'; readonly error: HostError }
  | {
      readonly kind: 'device';
      readonly device: Device;
      readonly reason: 'denied' | 'missing' | 'busy' | 'lost';
    }
  /** The background was to be blurred and could not be: the camera stayed off. */
  | { readonly kind: 'blur' }
  | { readonly kind: 'microphone'; readonly failure: MicrophoneProblem }
  /** The address is to be hidden, and there is no way to hide it. */
  | { readonly kind: 'hidden' }
  /** More cameras than a call carries. */
  | { readonly kind: 'cameras-full'; readonly most: number }
  | { readonly kind: 'ended'; readonly end: CallEnd };

/** What the browser threw when it was asked for a device. */
export const deviceProblem = (device: Device, thrown: unknown): CallProblem => {
  const name = thrown instanceof DOMException ? thrown.name : '';
  const reason = name === 'NotFoundError' ? 'missing' : name === 'NotReadableError' ? 'busy' : 'denied';
  return { kind: 'device', device, reason };
};
