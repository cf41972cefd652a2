import type { Trial } from '../../lib/trial.ts';
import { makeTexts } from '../write-path/work.ts';
import { folderBytes, type Peer } from './peer.ts';
import type { PeerName } from './suite.ts';

const loadPeer = async (name: PeerName): Promise<Peer> => {
  switch (name) {
    case 'maru':
      return (await import('./maru.ts')).maru;
    case 'evolu':
      return (await import('./evolu.ts')).evolu;
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
  const { label } = peer;
  const count = trial.pick({ tiny: 50, quick: 1_000, full: 10_000 });
  const texts = makeTexts(trial.seed, count);
  const running = await peer.start(trial);
  try {
    const start = performance.now();
    await running.post(texts);
    trial.record('post', label, (count * 1000) / (performance.now() - start));
    const held = await running.readBack();
    if (held.count !== count) throw new Error(`the second client holds ${held.count} of ${count}`);
    if (held.last !== texts.at(-1)) throw new Error('the second client holds another last text');
  } finally {
    await running.stop();
  }
  const server = folderBytes(running.folders.server) / count;
  const client = folderBytes(running.folders.client) / count;
  trial.record('bytes', label, server + client);
  trial.record('places', `${label}: server`, server);
  trial.record('places', `${label}: second client`, client);
  trial.fact(label, peer.promises);
};
