export * from './digest.ts';
export * from './entities.ts';
export * from './hybrid-time.ts';
export * from './ids.ts';
export { type DeviceCertificate, deviceCertificate } from './key-operations.ts';
export * from './limits.ts';
export * from './operations.ts';
export * from './permissions.ts';
export * from './stream.ts';
