/**
 * Stands in for Electron's `utilityProcess` and `MessageChannelMain`: the built host runs in a Node
 * child, and a port handed to it stays connected to its other end here.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { ToChild, ToParent } from './frames.ts';

let lastPort = 0;

/** One end of a channel; the other is with a child once it was posted there. */
export class FakePort extends EventEmitter {
  readonly id = ++lastPort;
  other: FakePort | null = null;
  /** Set on the end that was handed to a child. */
  send: ((message: ToChild) => void) | null = null;
  private readonly early: unknown[] = [];
  private started = false;

  postMessage(frame: unknown): void {
    const { other } = this;
    other?.send?.({ to: 'port', port: other.id, frame });
  }
  deliver(frame: unknown): void {
    if (this.started) this.emit('message', { data: frame, ports: [] });
    else this.early.push(frame);
  }
  start(): void {
    this.started = true;
    for (const frame of this.early.splice(0)) this.deliver(frame);
  }
  close(): void {
    const { other } = this;
    other?.send?.({ to: 'closed', port: other.id });
  }
}

export class FakeMessageChannel {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();
  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

export class FakeUtilityProcess extends EventEmitter {
  readonly child: ChildProcess;
  private readonly handed = new Map<number, FakePort>();

  constructor(modulePath: string) {
    super();
    this.child = fork(
      new URL('./host-child.ts', import.meta.url),
      [pathToFileURL(modulePath).href],
      // The host's log lines are only of interest where something is wrong.
      { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    this.child.on('message', (message: ToParent) => {
      if (message.from === 'host') this.emit('message', message.data);
      else this.handed.get(message.port)?.other?.deliver(message.frame);
    });
    this.child.on('exit', (code) => this.emit('exit', code ?? 1));
  }

  postMessage(data: unknown, ports: readonly FakePort[] = []): void {
    // As in Electron: to a process that has ended nothing is sent, and nothing is thrown.
    const send = (message: ToChild) => void (this.child.connected && this.child.send(message));
    for (const port of ports) {
      this.handed.set(port.id, port);
      port.send = send;
    }
    send({ to: 'host', data, ports: ports.map((port) => port.id) });
  }

  kill(): boolean {
    return this.child.kill('SIGKILL');
  }
}

/** Every process that was started here, the latest last. */
export const started: FakeUtilityProcess[] = [];

export const utilityProcess = {
  fork(modulePath: string): FakeUtilityProcess {
    const made = new FakeUtilityProcess(modulePath);
    started.push(made);
    return made;
  },
};
