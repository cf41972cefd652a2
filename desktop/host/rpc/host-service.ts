/**
 * What a host can do, as maps by name: a command or query of the contract without a handler is a
 * compile error, and so is a handler that returns something else than the contract says.
 */
import type { Result } from '@maru/sync-core';
import type {
  CommandInputs,
  CommandName,
  CommandOutputs,
  EventName,
  Events,
  HostError,
  QueryInputs,
  QueryName,
  QueryOutputs,
} from '../../contract/index.ts';

type Answer<T> = Result<T, HostError>;

export type CommandHandlers = {
  readonly [K in CommandName]: (input: CommandInputs[K]) => Promise<Answer<CommandOutputs[K]>>;
};
export type QueryHandlers = {
  readonly [K in QueryName]: (
    input: QueryInputs[K],
  ) => Promise<Answer<QueryOutputs[K]>> | Answer<QueryOutputs[K]>;
};

/** One event with its detail, as a union over all names. */
export type HostEvent = {
  readonly [K in EventName]: { readonly name: K; readonly detail: Events[K] };
}[EventName];

export type HostService = {
  readonly commands: CommandHandlers;
  readonly queries: QueryHandlers;
  /** Every event from now on; returns its own end. */
  subscribe(listener: (event: HostEvent) => void): () => void;
};
