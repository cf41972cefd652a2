/** What an area adds to the demo host: answers by name. An answer with a `kind` among commands is a refusal. */
import type { CommandInputs, HostError, QueryInputs, QueryOutputs } from '../../contract/index.ts';

export type DemoArea = {
  readonly queries: {
    readonly [K in keyof QueryInputs]?: (input: QueryInputs[K]) => QueryOutputs[K] | HostError;
  };
  readonly commands: { readonly [K in keyof CommandInputs]?: (input: CommandInputs[K]) => unknown };
};

/** What the page's address asks to see; nothing where there is no page. */
export const askedFor = (name: string): string | null =>
  new URLSearchParams('location' in globalThis ? location.search : '').get(name);
