import type { Case, Suite } from '../../lib/suite.ts';

const peers = ['maru', 'evolu', 'automerge-repo', 'y-websocket', 'hocuspocus'] as const;
export type PeerName = (typeof peers)[number];

export const peersSuite: Suite = {
  name: 'peers',
  title: 'Maru beside its peers',
  about:
    'What one would pick instead, on one job: a client posts 10,000 messages (1,000 in the quick run), and a second client holds them all durably. Server in a process of its own, both clients in another, over real sockets. What each promises differs, and is said below: read the figures with it.',
  panels: [
    {
      id: 'post',
      title: 'Post, until the second client holds all durably',
      unit: 'ops/s',
      better: 'higher',
      kind: 'disk',
      reference: 'y-websocket',
      note: 'Messages a second from the first post to the last one durable at the second client. Checked: the last text, and the count read back from what the second client stored.',
    },
    {
      id: 'bytes',
      title: 'Bytes stored a message',
      unit: 'bytes',
      better: 'lower',
      kind: 'size',
      reference: 'y-websocket',
      note: 'Files of the server and of the second client together, once all are closed.',
    },
    {
      id: 'places',
      title: 'Bytes stored a message, by place',
      unit: 'bytes',
      better: 'lower',
      kind: 'size',
      note: 'The same bytes apart. Texts are 81 bytes of UTF-8 on average; Maru’s relay holds sealed and signed envelopes, its client those, the readable rows and a search index.',
    },
  ],
  cases: [
    ...peers.map(
      (peer): Case => ({
        id: peer,
        // The slowest takes a minute, and its figure is far from all others.
        processes: { quick: 1, full: peer === 'automerge-repo' ? 1 : 2 },
        seconds: { tiny: 2, quick: 6, full: peer === 'automerge-repo' ? 60 : 20 },
        load: async () => ({ run: (await import('./case.ts')).createRun(peer) }),
      }),
    ),
  ],
};
