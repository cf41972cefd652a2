import type { Trial } from '../../lib/trial.ts';
import { makeTexts } from '../write-path/work.ts';
import { folderBytes, type Peer } from './peer.ts';
import type { PeerName } from './suite.ts';

const loadPeer = async (name: PeerName): Promise<Peer> => {
  switch (name) {
    case 'maru':
      return (await import('./maru.ts')).maru;
    case 'automerge-repo':
      return (await import('./automerge-repo.ts')).automergeRepo;
    case 'y-websocket':
      return (await import('./yjs-peers.ts')).yWebsocket;
    case 'hocuspocus':
      return (await import('./yjs-peers.ts')).hocuspocus;
  }
};

export const createRun = (name: PeerName) => async (trial: Trial) => {
  const peer = await loadPeer(name);
  const count = trial.pick({ tiny: 50, quick: 1_000, full: 10_000 });
  const texts = makeTexts(trial.seed, count);
  const running = await peer.start(trial);
  try {
    const start = performance.now();
    await running.post(texts);
    trial.record('post', peer.label, (count * 1000) / (performance.now() - start));
    const held = await running.readBack();
    if (held.count !== count) throw new Error(`the second client holds ${held.count} of ${count}`);
    if (held.last !== texts.at(-1)) throw new Error('the second client holds another last text');
    const bytes = running.folders.reduce((sum, folder) => sum + folderBytes(folder), 0);
    trial.record('bytes', peer.label, bytes / count);
    trial.fact(peer.label, peer.promises);
  } finally {
    await running.stop();
  }
};
