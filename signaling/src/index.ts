/** What embeds signaling needs. */
export { type SignalingLimits, signalingLimits } from './limits.ts';
export { isSignalingUrl, placesOf } from './places.ts';
export { createSignaling, type Signaling, type SignalingDeps, type SignalingLogger } from './signaling.ts';
export type { HeldTicket, Ticket } from './tickets.ts';
export { type IceServer, iceServersFor, isTurnUrl, type TurnConfig } from './turn.ts';
