export * from './base64url.ts';
export * from './brand.ts';
export * from './bytes.ts';
export * from './codec.ts';
export * from './result.ts';
export * from './text.ts';
