/** What passes between the stand-in of `utilityProcess` and its child, over Node's own IPC. */
export type ToChild =
  | { readonly to: 'host'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly to: 'port'; readonly port: number; readonly frame: unknown }
  | { readonly to: 'closed'; readonly port: number };

export type ToParent =
  | { readonly from: 'host'; readonly data: unknown }
  | { readonly from: 'port'; readonly port: number; readonly frame: unknown };
