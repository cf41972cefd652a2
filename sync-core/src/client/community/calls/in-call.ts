/**
 * Of all devices that say they are in one call, those that count: whoever came first, and of one member no more than
 * `limits.callDevices`. Everybody works it out alike, so a member whose every device comes in fills no call [T14]. Pure.
 */
import { type DeviceId, limits, type MemberId } from '../../../model/index.ts';

type Standing = {
  readonly device: DeviceId;
  readonly member: MemberId;
  readonly said: { readonly joinedAt: number };
};

export const inCall = <S extends Standing>(all: readonly S[]): readonly S[] => {
  const devices = new Map<MemberId, number>();
  return [...all]
    .sort((a, b) => a.said.joinedAt - b.said.joinedAt || (a.device < b.device ? -1 : 1))
    .filter(({ member }) => {
      const before = devices.get(member) ?? 0;
      devices.set(member, before + 1);
      return before < limits.callDevices;
    });
};
