/** The faults that a world can meet. A sweep fails when one of them never happened. */
export const faultNames = [
  'partition',
  'drop',
  'one-way-up',
  'one-way-down',
  'replay',
  'flip',
  'reorder',
  'crash',
  'crash-unacknowledged',
  'relay-wiped',
  'relay-rolled-back',
  'clock-jump',
  'pause',
  'disk-full',
] as const;
export type FaultName = (typeof faultNames)[number];

export type FaultLog = { count(name: FaultName): void; counts(): ReadonlyMap<FaultName, number> };

export const createFaultLog = (): FaultLog => {
  const counts = new Map<FaultName, number>();
  return {
    count: (name) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => counts,
  };
};
