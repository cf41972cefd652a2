/** What the page asks its Worker, and what it is told. */
export type DriverName = 'sqlite-wasm' | 'sql.js on OPFS' | 'sql.js on IndexedDB';

export type Task =
  | { readonly kind: 'contract'; readonly driver: DriverName; readonly name: string; readonly folder: string }
  | { readonly kind: 'vectors' }
  /** Appends `count` rows to a table, and says how many there are. Keeps the database open. */
  | { readonly kind: 'append'; readonly folder: string; readonly count: number }
  /** Closes what `append` opened and gives up the files. */
  | { readonly kind: 'release' }
  /** Fills the disk until the browser refuses; says the error's kind and that the rest is whole. */
  | { readonly kind: 'overfill'; readonly folder: string }
  /** Writes once more after that. */
  | { readonly kind: 'refill'; readonly folder: string }
  /** Lets a flush fail; says whether the answers are those of a failing disk. */
  | { readonly kind: 'fail-flush'; readonly folder: string };

/** `null`: it went well. Else the reason, or for `append` the rows that are there. */
export type Answer = { readonly failure: string | null; readonly rows?: number };

export type CorePage = {
  /** Runs a task in a Worker of its own that ends with it. */
  runOnce(task: Task): Promise<Answer>;
  /** Runs a task in the page's lasting Worker. */
  run(task: Task): Promise<Answer>;
  /** Ends the lasting Worker without a word to it. */
  kill(): void;
  ownership(): string;
  own(timeoutMs: number): void;
  takeOver(): Promise<void>;
  /** Starts a Worker that serves the sample service, with a port to it. */
  openRpc(): void;
  /** Posts to that port; what comes back goes to `window.rpcReceived`. */
  postRpc(frame: unknown): void;
  /** The next give-way request is never answered. */
  freeze(): void;
};

declare global {
  interface Window {
    core: CorePage;
    /** Exposed by the test that speaks RPC. */
    rpcReceived(frame: unknown): Promise<void>;
  }
}
