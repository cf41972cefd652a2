/**
 * What a page of a note talks to: one session of the host. The contract's `documents` area behind a small
 * interface, so that everything above it can be tried with a host of a few lines.
 */
import type { DeviceId, MemberId, Result } from '@maru/sync-core';
import type { HostError } from '../../../../contract/index.ts';

export type NoteNews = {
  readonly updated: (update: Uint8Array) => void;
  /** `frame` is what the other page made; who sent it is what the host vouches for. */
  readonly caret: (device: DeviceId, member: MemberId, frame: Uint8Array) => void;
  /** A device has the note open no more. */
  readonly gone: (device: DeviceId) => void;
};

export type NoteLine = {
  /** The writer that the host has bound to this page. */
  readonly clientId: number;
  /** The note as the host has it. */
  readonly state: Uint8Array;
  /** Answered once it is committed. */
  change(update: Uint8Array): Promise<Result<unknown, HostError>>;
  caret(frame: Uint8Array): void;
  listen(news: NoteNews): () => void;
};
