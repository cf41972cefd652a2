export * from './aside.ts';
export * from './codec.ts';
export * from './messages.ts';
export * from './room.ts';
export * from './yjs-room.ts';
