/**
 * Seals what goes out and opens what comes in, frame by frame, with the keys of the moment. A sealed frame is
 *
 *   clear part ‖ SFrame (RFC 9605) ‖ length of the clear part (1)
 *
 * Bound to it: which of the four tracks it is of (its place among them), so that none passes for another, and the clear part. What can't be
 * sealed is not sent, and what wasn't sealed so is not let through.
 */
import type { CallKeysView, DeviceId } from '@maru/sync-core';
import { clearLengthOf, sealableKind } from './clear-part.ts';
import { createKeyChain, type KeyChain, keyIdOf } from './key-chain.ts';
import { createReplayWindow } from './replay-window.ts';
import { type Bytes, openFrame, readHeader, sealFrame } from './sframe.ts';

export type Sealer = {
  setKeys(keys: CallKeysView): void;
  /** Null: not to be sent. */
  seal(track: number, mimeType: string, frame: Bytes): Promise<Bytes | null>;
  /** For one track of a device. Null: not to be shown or played. */
  createOpener(device: DeviceId, track: number): (sealed: Bytes) => Promise<Bytes | null>;
};

const metadataOf = (track: number, clear: Uint8Array): Bytes => Uint8Array.of(track, clear.length, ...clear);

export const createSealer = (now: () => number): Sealer => {
  const others = new Map<DeviceId, KeyChain>();
  let own: { readonly chain: KeyChain; readonly id: number } | null = null;
  /** One for all tracks and connections, and never back: no counter twice under one key. */
  let counter = 0;

  return {
    setKeys(keys) {
      if (keys.own === null) own = null;
      else {
        const chain = own?.chain ?? createKeyChain(now);
        chain.give(keys.own);
        own = { chain, id: keyIdOf(keys.own) };
      }
      const present = new Set(keys.others.map(({ device }) => device));
      for (const device of others.keys()) if (!present.has(device)) others.delete(device);
      for (const { device, ...key } of keys.others) {
        const chain = others.get(device) ?? createKeyChain(now);
        chain.give(key);
        others.set(device, chain);
      }
    },
    async seal(track, mimeType, frame) {
      const kind = sealableKind(mimeType);
      const key = own && (await own.chain.find(own.id));
      if (kind === null || !key) return null;
      const clear = frame.subarray(0, clearLengthOf(kind, frame));
      const rest = frame.subarray(clear.length);
      const sealed = await sealFrame(key, counter++, rest, metadataOf(track, clear));
      const all = new Uint8Array(clear.length + sealed.length + 1);
      all.set(clear);
      all.set(sealed, clear.length);
      all[all.length - 1] = clear.length;
      return all;
    },
    createOpener(device, track) {
      const replays = createReplayWindow();
      return async (bytes) => {
        const clear = bytes.subarray(0, bytes.at(-1) ?? 0);
        const sealed = bytes.subarray(clear.length, -1);
        const header = readHeader(sealed);
        if (header === null) return null;
        const key = await others.get(device)?.find(header.id);
        // A key's counters are its own: another key's are told apart by being sealed otherwise.
        if (!key || !replays.isNew(header.counter)) return null;
        const opened = await openFrame(key, header, sealed, metadataOf(track, clear));
        if (opened === null) return null;
        replays.remember(header.counter);
        const all = new Uint8Array(clear.length + opened.length);
        all.set(clear);
        all.set(opened, clear.length);
        return all;
      };
    },
  };
};
