/** The contract's part on one’s own devices, recovery and guardians. */

export const devicesCommands = {} as const;
export const devicesQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type DevicesCommandOutputs = Record<never, never>;
export type DevicesQueryOutputs = Record<never, never>;
