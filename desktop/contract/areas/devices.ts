/** The contract's part on one’s own devices: the list, linking, finding everything again, guardians. */
import {
  type GuardianCode,
  limits,
  type OwnDevicesView,
  type PairingView,
  type RecoveryView,
} from '@maru/sync-core';
import { z } from 'zod';

const relayUrl = z.url({ protocol: /^wss?$/ }).max(limits.urlBytes);
/** Characters of a device's name. */
export const deviceNameChars = 40;
/** A device's own name, or community and key of one that nobody knows. */
const device = z.string().min(1).max(200);

export const devicesCommands = {
  renameDevice: z.object({ device, name: z.string().trim().max(deviceNameChars) }),
  /** Everywhere, with new keys. */
  removeDevice: z.object({ device }),
  /** Shows a code to a new device. */
  startPairing: z.object({}),
  /** Enters, on a new device, the code or link of the other. `relayUrl` where the code alone was typed. */
  joinPairing: z.object({
    text: z.string().max(limits.pairingCodeChars),
    relayUrl: relayUrl.nullable(),
  }),
  confirmPairing: z.object({}),
  stopPairing: z.object({}),
  /** The same person as before, by the codes of enough guardians. */
  restoreByCodes: z.object({ codes: z.string().max(limits.guardianChars), relayUrl: relayUrl.nullable() }),
  /** The person has seen what was found. */
  endRecovery: z.object({}),
  /** Where the person's devices meet. */
  setOwnRelay: z.object({ url: relayUrl }),
  /** New codes, of which `needed` together are the recovery phrase. Earlier ones stay good. */
  makeGuardianCodes: z
    .object({
      count: z.number().int().min(2).max(limits.guardians),
      needed: z.number().int().min(2).max(limits.guardians),
    })
    .refine(({ count, needed }) => needed <= count, 'more are needed than there are'),
} as const;
export const devicesQueries = {
  ownDevices: z.object({}),
  recovery: z.object({}),
  pairing: z.object({}),
} as const;

/** Only of commands that answer with more than "done". */
export type DevicesCommandOutputs = {
  makeGuardianCodes: { readonly codes: readonly GuardianCode[] };
};
export type DevicesQueryOutputs = {
  ownDevices: OwnDevicesView;
  recovery: RecoveryView;
  pairing: PairingView | null;
};
