/** What the layers above use of the crypto layer. See README.md. */
export * from './access.ts';
export * from './envelope.ts';
export * from './epochs.ts';
export * from './fork.ts';
export * from './header.ts';
export * from './identity.ts';
export * from './invite-link.ts';
export * from './invites.ts';
export * from './keyring.ts';
export * from './names.ts';
export { bucketOf, maxContentBytes } from './padding.ts';
export * from './recovery-phrase.ts';
export * from './room.ts';
export * from './segment.ts';
export * from './sodium-suite.ts';
export * from './suite.ts';
export * from './types.ts';
