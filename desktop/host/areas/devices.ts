/** Handlers: one’s own devices, recovery and guardians. */
import { ok, toWellFormed } from '@maru/sync-core';
import type { devicesCommands, devicesQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

const nobody = { name: '', colour: 'pine' } as const;

export const createDevicesCommands = ({
  withOpen,
}: Access): Pick<CommandHandlers, keyof typeof devicesCommands> => ({
  renameDevice: ({ device, name }) =>
    withOpen(({ client }) => client.devices.rename(device, toWellFormed(name))),
  removeDevice: ({ device }) => withOpen(({ client }) => client.devices.remove(device)),
  startPairing: () => withOpen(({ client }) => client.devices.startPairing()),
  joinPairing: ({ text, relayUrl }) => withOpen(({ client }) => client.devices.joinPairing(text, relayUrl)),
  confirmPairing: () => withOpen(({ client }) => client.devices.confirmPairing()),
  stopPairing: () =>
    withOpen(({ client }) => {
      client.devices.stopPairing();
      return ok({});
    }),
  restoreByCodes: ({ codes, relayUrl }) =>
    withOpen(({ client }) => client.restoreFromGuardians(codes, nobody, relayUrl)),
  endRecovery: () =>
    withOpen(({ client }) => {
      client.devices.endRecovery();
      return ok({});
    }),
  setOwnRelay: ({ url }) => withOpen(({ client }) => client.devices.setRelay(url)),
  makeGuardianCodes: ({ count, needed }) =>
    withOpen(({ client }) => client.devices.guardianCodes(count, needed)),
});
export const createDevicesQueries = ({
  withOpen,
}: Access): Pick<QueryHandlers, keyof typeof devicesQueries> => ({
  ownDevices: () => withOpen(({ client }) => ok(client.devices.own())),
  recovery: () => withOpen(({ client }) => ok(client.devices.recovery())),
  pairing: () => withOpen(({ client }) => ok(client.devices.pairing())),
});
