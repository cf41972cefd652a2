/** What embeds signaling needs. */
export { type SignalingLimits, signalingLimits } from './limits.ts';
export { createSignaling, type Signaling, type SignalingDeps, type SignalingLogger } from './signaling.ts';
export type { Ticket } from './tickets.ts';
