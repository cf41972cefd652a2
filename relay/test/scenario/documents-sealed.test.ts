/**
 * Two people write a note and a board through a real relay, at once and apart, with everything listened to: nothing
 * of it can be read in what the relay stores, in the frames of either, or in any log, plain, packed or in base64 [T14].
 * That the search would find it is shown on what the members themselves hold.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connector, documentStream, type LogFields, type Logger } from '@maru/sync-core';
import { createNodeClock, createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { expect, onTestFinished, test } from 'vitest';
import { findPlaintext } from '../../../desktop/test/e2e/app/plaintext.ts';
import { openNotePage } from '../../../sync-core/testing/sim/note-page.ts';
import { createWorld, openCommunity, until, value } from './world.ts';

/** A link of which every frame is kept, both ways. */
const tapped = (frames: Uint8Array[]): Connector => {
  const real = createWebSocketConnector();
  return {
    connect(url, handlers) {
      const transport = real.connect(url, {
        ...handlers,
        received(frame) {
          frames.push(frame);
          handlers.received(frame);
        },
      });
      return {
        ...transport,
        send(frame) {
          frames.push(frame.slice());
          transport.send(frame);
        },
      };
    },
  };
};

const filesIn = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );
