/**
 * One end of a duplex of structured-cloneable messages: what `serveHost` needs of a Worker's port,
 * Electron's MessagePortMain or a child process' IPC channel, and nothing more.
 */
export type FramePort = {
  post(frame: unknown): void;
  /** Called once, at the start; messages that arrived earlier are delivered then. */
  listen(handlers: FramePortHandlers): void;
  close(): void;
};

export type FramePortHandlers = {
  received(frame: unknown): void;
  /** Called at most once; nothing is received after it. */
  closed(): void;
};

/** The part of DOM's and node:worker_threads' MessagePort that both have. */
type MessagePortLike = {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
};

/** A MessagePort of the web or of `node:worker_threads`. */
export const messagePortToFramePort = (port: MessagePortLike): FramePort => ({
  post: (frame) => port.postMessage(frame),
  listen({ received, closed }) {
    port.addEventListener('message', (event) => received(event.data));
    port.addEventListener('close', closed);
    port.start();
  },
  close: () => port.close(),
});

/** The part of Electron's MessagePortMain that is used: an emitter rather than an event target. */
type EmittingPortLike = {
  postMessage(message: unknown): void;
  on(type: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
};

/** Electron's MessagePortMain. */
export const emittingPortToFramePort = (port: EmittingPortLike): FramePort => ({
  post: (frame) => port.postMessage(frame),
  listen({ received, closed }) {
    port.on('message', (event) => received(event.data));
    port.on('close', closed);
    port.start();
  },
  close: () => port.close(),
});

/** The part of a `process` or `ChildProcess` with an IPC channel that is used. */
type IpcLike = {
  send?(message: unknown): boolean;
  on(type: 'message', listener: (message: unknown) => void): unknown;
  on(type: 'disconnect', listener: () => void): unknown;
  disconnect?(): void;
};

/** Either end of `fork(…, { serialization: 'advanced' })`, which carries byte arrays as they are. */
export const ipcToFramePort = (ipc: IpcLike): FramePort => ({
  post: (frame) => void ipc.send?.(frame),
  listen({ received, closed }) {
    ipc.on('message', received);
    ipc.on('disconnect', closed);
  },
  close: () => ipc.disconnect?.(),
});
