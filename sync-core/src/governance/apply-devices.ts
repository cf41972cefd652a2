/** What operations on a person's own devices change [T10, T11]. */
import type { OperationOf } from '../model/index.ts';
import type { Act } from './apply.ts';
import { cutsToMap } from './cuts.ts';
import type { Draft } from './draft.ts';
import { openEpoch } from './epoch-record.ts';
import type { Binding, Device } from './types.ts';

/** A device comes in, or is one of its person's present membership again; one that was removed stays so. */
export const putDevice = (draft: Draft, device: Omit<Device, 'removed'>): void => {
  const known = draft.live.devices.get(device.id);
  draft.devices.edit().set(device.id, {
    ...device,
    addedAt: known?.addedAt ?? device.addedAt,
    removed: known?.removed ?? null,
  });
};

export const addDevice = (draft: Draft, act: Act, op: OperationOf<'deviceAdded'>): void => {
  const { member, device, agreementKey } = op.certificate;
  const membership = draft.live.members.get(member)?.membership;
  if (membership !== undefined)
    putDevice(draft, { id: device, member, membership, agreementKey, addedAt: act.at });
};

/** The first removal is the one that counts for keys; a second at the same time binds with its own cut. */
export const removeDevice = (draft: Draft, act: Act, op: OperationOf<'deviceRemoved'>): Binding => {
  const device = draft.live.devices.get(op.device);
  if (device !== undefined && device.removed === null) {
    draft.noteEnding();
    const removed = { op: act.id, envelope: act.envelope, at: act.at, removals: draft.endings() };
    draft.devices.edit().set(op.device, { ...device, removed });
  }
  const binding: Binding = {
    op: act.id,
    envelope: act.envelope,
    members: [act.by],
    by: act.by,
    cuts: cutsToMap(op.cuts),
    effect: { kind: 'device-removed', device: op.device },
  };
  draft.bindings.edit().set(act.by, [...(draft.live.bindings.get(act.by) ?? []), binding]);
  if (op.epoch !== null) openEpoch(draft, act, null, op.epoch);
  return binding;
};
