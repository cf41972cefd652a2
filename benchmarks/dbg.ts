import { yWebsocket } from './src/suites/peers/yjs-peers.ts';
import { mkdtempSync } from 'node:fs';
const r = await yWebsocket.start({ folder: mkdtempSync('/tmp/dbg-') } as any);
await r.post(['a','b','c']); console.log(await r.readBack()); await r.stop(); process.exit(0);
