declare const brand: unique symbol;

/** A structural type made nominal: `Brand<string, 'ChannelId'>` is not assignable from a plain string. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
