/**
 * Runs the built host (`out/main/host.js`) in plain Node as Electron's utility process would: with a
 * `process.parentPort`, and ports that behave as MessagePortMain does (silent until started).
 */
import { EventEmitter } from 'node:events';
import process from 'node:process';
import type { ToChild, ToParent } from './frames.ts';

const [entry] = process.argv.slice(2);
if (entry === undefined) throw new Error('usage: host-child.ts ENTRY_URL');

const send = (message: ToParent): void => void process.send?.(message);
const ports = new Map<number, { deliver(frame: unknown): void; end(): void }>();

const createPort = (id: number) => {
  const events = new EventEmitter();
  const early: unknown[] = [];
  let started = false;
  const deliver = (frame: unknown): void => {
    if (started) events.emit('message', { data: frame, ports: [] });
    else early.push(frame);
  };
  ports.set(id, { deliver, end: () => events.emit('close') });
  return Object.assign(events, {
    postMessage: (frame: unknown) => send({ from: 'port', port: id, frame }),
    start() {
      started = true;
      for (const frame of early.splice(0)) deliver(frame);
    },
    close: () => void ports.delete(id),
  });
};

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown) => send({ from: 'host', data }),
});
Object.defineProperty(process, 'parentPort', { value: parentPort });

/** What comes before the host listens; Electron keeps it too. */
const early: ToChild[] = [];
let listening = false;
const received = (message: ToChild): void => {
  if (!listening) early.push(message);
  else if (message.to === 'port') ports.get(message.port)?.deliver(message.frame);
  else if (message.to === 'closed') ports.get(message.port)?.end();
  else parentPort.emit('message', { data: message.data, ports: message.ports.map(createPort) });
};
process.on('message', received);
await import(entry);
listening = true;
for (const message of early.splice(0)) received(message);
