import type { Case, Suite } from '../../lib/suite.ts';
import type { ContestantName } from './contestants.ts';

const names: readonly ContestantName[] = ['plain', 'maru', 'yWebsocket', 'hocuspocus'];

export const relay: Suite = {
  name: 'relay',
  title: 'Relay',
  about:
    'Servers in processes of their own, 200 subscribers in one other process that only walk frame headers, so that the server is what is measured. Maru verifies a signature for each envelope and commits it before it passes it on (in memory here, so that all are alike; durable appends are below); the plain loop only copies; y-websocket and Hocuspocus apply each update to a document.',
  panels: [
    {
      id: 'fan-out',
      title: 'Fan-out of 300-byte messages to 200 subscribers',
      unit: 'ops/s',
      better: 'higher',
      kind: 'cpu',
      reference: 'plain ws send loop',
      note: 'Deliveries a second, as fast as one publisher can send, in bursts of 20. Checked: every subscriber got every message.',
    },
    {
      id: 'delivery',
      title: 'Delivery at 20,000 frames a second',
      unit: 'ms',
      better: 'lower',
      kind: 'cpu',
      note: '100 messages a second to 200 subscribers; from send to each subscriber.',
    },
    {
      id: 'appends',
      title: 'Durable appends',
      unit: 'ops/s',
      better: 'higher',
      kind: 'disk',
      reference: 'one commit each',
      note: 'Envelopes a second until acknowledged, WAL and synchronous FULL; 8 writers, a signed envelope a segment. The reference is the same relay, the same way, with a transaction for each envelope. The store alone, without sockets, verification and answers, shows what the disk allows. Checked: the relay’s file holds them all.',
    },
    {
      id: 'idle',
      title: 'Memory of an idle connection',
      unit: 'KiB',
      better: 'lower',
      kind: 'size',
      note: 'Growth of the server’s resident memory over its connections, each admitted by hello and proof (Maru), once a full collection has given back what the heap took while they came; and before it, a second after the last came. Node’s heap keeps up to 32 MiB for young objects then, whatever the number of connections.',
    },
  ],
  cases: [
    ...names.map(
      (name): Case => ({
        id: `fan-out-${name}`,
        processes: { quick: 1, full: 2 },
        seconds: { tiny: 3, quick: 5, full: 20 },
        load: async () => ({ run: (await import('./fan-out-case.ts')).createRun(name) }),
      }),
    ),
    {
      id: 'appends',
      processes: { quick: 1 },
      seconds: { tiny: 2, quick: 4, full: 12 },
      load: () => import('./appends-case.ts'),
    },
    {
      id: 'idle',
      processes: { quick: 1, full: 2 },
      seconds: { tiny: 4, quick: 6, full: 15 },
      load: () => import('./idle-case.ts'),
    },
  ],
};
