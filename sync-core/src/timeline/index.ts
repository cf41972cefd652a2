export * from './authority.ts';
export * from './fold-message.ts';
export * from './horizon.ts';
