/** What each CRDT library does here, by its own recommended data types. */
export type Message = { readonly author: string; readonly at: number; readonly text: string };

export type TimelineWriter = {
  /** Appends one message as a change of its own; the bytes that would travel. */
  append(message: Message): Uint8Array;
  save(): Uint8Array;
};
export type NoteWriter = {
  edit(at: number, deleted: number, inserted: string): void;
  save(): Uint8Array;
  text(): string;
};
export type BoardWriter = {
  set(card: string, field: string, value: string): void;
  save(): Uint8Array;
  cards(): number;
};

export type Crdt = {
  readonly label: string;
  timeline(): TimelineWriter;
  /** Takes in changes one by one on a new replica; how many messages it then holds. */
  applyTimeline(updates: readonly Uint8Array[]): number;
  /** The document of a saved timeline, and the last 50 texts read from it. */
  loadTimeline(bytes: Uint8Array): { readonly doc: unknown; readonly texts: readonly string[] };
  note(): NoteWriter;
  loadNote(bytes: Uint8Array): string;
  board(): BoardWriter;
  loadBoard(bytes: Uint8Array): number;
};
