/**
 * Entry of the wire's process: passes packets between the places, with the delay, loss and rate that it is told. In
 * user space, since not every kernel brings `netem`; losses by a seed, so that two runs lose the same.
 */
import { createSocket } from 'node:dgram';
import { z } from 'zod';
import { createSeeded } from '../../lib/seeded.ts';
import { clean, type Line, wireOrder, wirePlaces } from './line.ts';

/** A queue longer than this drops what comes, as in a home's router. */
const queueMs = 200;
const headerBytes = 20;

let current: Line = clean;
let random = createSeeded(1);
const { port, places } = wirePlaces.parse(JSON.parse(z.string().parse(process.argv[2])));
/** By address: where it is reached, when its line is free, and when the last packet arrives. */
const ends = new Map(places.map((place) => [place.address, { ...place, freeAt: 0, lastAt: 0 }]));
const socket = createSocket('udp4');

const destinationOf = (packet: Buffer): string => [...packet.subarray(16, headerBytes)].join('.');

const pass = (packet: Buffer): void => {
  const isIp4 = packet.length >= headerBytes && (packet[0] ?? 0) >> 4 === 4;
  const end = isIp4 ? ends.get(destinationOf(packet)) : undefined;
  if (!end || random.next() < current.loss) return;
  const now = performance.now();
  const start = Math.max(now, end.freeAt);
  if (start - now > queueMs) return;
  end.freeAt = start + (current.kbitPerSecond === null ? 0 : (packet.length * 8) / current.kbitPerSecond);
  const jitter = (random.next() * 2 - 1) * current.jitterMs;
  // None overtakes another: calls meet reordering seldom.
  end.lastAt = Math.max(end.lastAt, end.freeAt + Math.max(0, current.delayMs + jitter));
  const wait = end.lastAt - now;
  const send = () => socket.send(packet, end.port, end.host);
  if (wait < 0.5) send();
  else setTimeout(send, wait);
};

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const order = wireOrder.parse(message);
  current = order.line;
  random = createSeeded(order.seed);
  process.send?.('set');
});
socket.on('message', pass);
socket.bind(port, () => process.send?.('ready'));
