/**
 * The person's own devices in one community [T11, T13]. Taking one away and the key that it doesn't get are one
 * operation, cut at what is known here of what it wrote; every private channel that the person sees gets its new
 * key in the same commit.
 */
import { ok } from '../../base/index.ts';
import { opToEpochId } from '../../crypto/index.ts';
import { isPresent } from '../../governance/index.ts';
import type { DeviceId } from '../../model/index.ts';
import { notFound, type Outcome } from '../errors.ts';
import { type ActingDeps, createActing } from './acting.ts';
import { cutsOfDevices, cutsToBytes } from './cuts.ts';
import type { KeyCare } from './key-care.ts';
import { rotationFor } from './rotation.ts';

export type DeviceCommands = {
  /** Takes a device of one's own away, this one excepted: it couldn't make the key that it isn't to have. */
  removeDevice(device: DeviceId): Promise<Outcome<Record<string, never>>>;
};

export type DeviceCommandsDeps = ActingDeps & { readonly keyCare: KeyCare };

export const createDeviceCommands = ({ keyCare, ...deps }: DeviceCommandsDeps): DeviceCommands => {
  const { core } = deps;
  const { governance, self } = core;
  const { commit, act } = createActing(deps);
  return {
    removeDevice: (id) =>
      commit((changes) => {
        const state = governance.current();
        const device = state.devices.get(id);
        if (device?.member !== self || id === core.device.device || !isPresent(state, device))
          return notFound;
        const cuts = cutsOfDevices(core, new Set([id]));
        const rotation = rotationFor(core, state, null, {
          leaving: { device: id },
          taken: cutsToBytes(cuts),
        });
        const acted = act(
          [{ type: 'deviceRemoved', device: id, cuts: [...cuts], epoch: rotation.newEpoch }],
          changes,
        );
        if (!acted.ok) return acted;
        core.keys.take(governance.current());
        const [op] = acted.value;
        if (op !== undefined) {
          const rest = act(rotation.rest(opToEpochId(op)), changes);
          if (!rest.ok) return rest;
        }
        keyCare.tend(changes);
        return ok({});
      }),
  };
};
