/** All suites, in the order of the report. */
import type { Suite } from '../lib/suite.ts';
import { calls } from './calls/suite.ts';
import { client } from './client/suite.ts';
import { crdt } from './crdt/suite.ts';
import { crypto } from './crypto/suite.ts';
import { documents } from './documents/suite.ts';
import { governance } from './governance/suite.ts';
import { peersSuite } from './peers/suite.ts';
import { relay } from './relay/suite.ts';
import { sqlite } from './sqlite/suite.ts';
import { sync } from './sync/suite.ts';
import { ui } from './ui/suite.ts';
import { writePath } from './write-path/suite.ts';

export const suites: readonly Suite[] = [
  sqlite,
  writePath,
  client,
  sync,
  relay,
  crypto,
  governance,
  crdt,
  documents,
  peersSuite,
  ui,
  calls,
];
