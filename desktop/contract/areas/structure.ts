/** The contract's part on the community itself, its categories and channels. */

export const structureCommands = {} as const;
export const structureQueries = {} as const;

/** Only of commands that answer with more than "done". */
export type StructureCommandOutputs = Record<never, never>;
export type StructureQueryOutputs = Record<never, never>;
