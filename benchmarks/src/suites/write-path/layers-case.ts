import { join } from 'node:path';
import {
  bucketOf,
  channelStream,
  decode,
  type Envelope,
  encode,
  envelopeContent,
  envelopesToSegment,
  hashBody,
  hashHeader,
  headerToAssociatedData,
  limits,
  logIdOf,
  openEnvelope,
  opIdOf,
  sealEnvelope,
  segmentToEnvelopes,
  signEnvelopeHash,
  textToIndex,
  verifyEnvelopeSignature,
} from '@maru/sync-core';
import { posted } from '../../fixtures/people.ts';
import { nodeSuite } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { makeTexts, openWorld } from './work.ts';

const segmentLength = 100;

export const run = async (trial: Trial): Promise<void> => {
  const suite = await nodeSuite();
  const count = trial.pick({ tiny: 100, quick: 1_000, full: 5_000 });
  const texts = makeTexts(trial.seed, count);
  const world = await openWorld(join(trial.folder, 'home'));
  const { core } = world.community;
  const key = core.keys.writing(core.governance.current());
  if (key === null) throw new Error('no key');
  const cites = core.governance.cites(limits.citesPerEnvelope, core.device.device, null);
  const stream = channelStream(world.channel);
  const secretKey = core.device.signing.secretKey;
  const openings = Array.from({ length: trial.repetitions + 2 }, () => ({
    device: core.device.device,
    nonce: suite.random.bytes(16),
  }));
  const contents = texts.map((text, index) => ({
    time: { ms: Date.now() - count + index, counter: 0 },
    ops: [posted(text)],
  }));
  const sealAll = (opening: (typeof openings)[number]): readonly Envelope[] => {
    const log = logIdOf(suite, opening);
    const envelopes: Envelope[] = [];
    for (const [number, content] of contents.entries())
      envelopes.push(
        sealEnvelope(suite, {
          community: core.community,
          stream,
          log,
          number,
          previous: envelopes.at(-1)?.hash ?? null,
          epoch: key.epoch,
          epochKey: key.key,
          cites,
          content,
          deviceSecretKey: secretKey,
        }),
      );
    return envelopes;
  };
  const [first] = openings;
  if (!first) throw new Error('bug: no log');
  const envelopes = sealAll(first);
  const plaintexts = contents.map((content) => encode(envelopeContent, content));

  const each = <T>(
    panel: string,
    entry: string,
    items: readonly T[],
    once: (item: T, index: number) => unknown,
  ) => {
    let done = 0;
    return trial.measure(panel, entry, {
      operations: items.length,
      prepare: () => {
        done = 0;
      },
      run() {
        for (const [index, item] of items.entries()) if (once(item, index)) done++;
      },
      verify() {
        if (done !== items.length) throw new Error(`${entry}: ${items.length - done} failed`);
      },
    });
  };
  const layer = <T>(entry: string, items: readonly T[], once: (item: T, index: number) => unknown) =>
    each('layers', entry, items, once);

  await layer('encode', contents, (content) => encode(envelopeContent, content));
  await layer('seal', envelopes, ({ header }, index) => {
    const padded = new Uint8Array(bucketOf(plaintexts[index]?.length ?? 0));
    return suite.seal(padded, key.key, headerToAssociatedData(header));
  });
  await layer(
    'chain (two hashes)',
    envelopes,
    ({ header, body }) => body && hashBody(suite, body) && hashHeader(suite, header),
  );
  await layer('sign', envelopes, ({ hash }) => signEnvelopeHash(suite, hash, secretKey));
  await layer('operation’s id', envelopes, ({ header }) =>
    opIdOf(suite, stream, header.log, header.number, 0),
  );
  await layer('words for the index', texts, (text) => textToIndex(text));

  let spare = 1;
  await trial.measure('layers', 'fold and store', {
    operations: count,
    prepare() {
      const opening = openings[spare++ % openings.length];
      if (!opening) throw new Error('bug: no log');
      return { opening, log: logIdOf(suite, opening), sealed: sealAll(opening) };
    },
    run({ opening, log, sealed }) {
      core.store.append([
        {
          stream,
          log,
          opening,
          items: sealed.map((envelope, index) => {
            const content = contents[index];
            if (!content) throw new Error('bug: no content');
            return { envelope, content: { kind: 'opened', content } };
          }),
        },
      ]);
    },
    verify({ log }) {
      const length = core.store.chain(stream, log)?.length;
      if (length !== count) throw new Error(`${length} envelopes of ${count} were stored`);
    },
  });
  const commits = trial.pick({ tiny: 10, quick: 100, full: 500 });
  await trial.measure('layers', 'commit, durable', {
    operations: commits,
    prepare: () => undefined,
    run() {
      for (let index = 0; index < commits; index++)
        core.store.saveSetting('bench', new Uint8Array([index & 255]));
    },
    verify() {
      if (core.store.setting('bench')?.[0] !== ((commits - 1) & 255))
        throw new Error('the setting was not saved');
    },
  });

  const known = { opening: first, previous: null };
  const segments = Array.from({ length: Math.floor(count / segmentLength) }, (_, index) => {
    const part = envelopes.slice(index * segmentLength, (index + 1) * segmentLength);
    return envelopesToSegment(part, { opening: first, previous: part[0]?.header.previous ?? null });
  });
  await trial.measure('read-layers', 'verify a segment (chain, one signature)', {
    operations: segments.length * segmentLength,
    prepare: () => ({ good: 0 }),
    run(world) {
      for (const segment of segments)
        if (segmentToEnvelopes(suite, core.community, segment, known).ok) world.good++;
    },
    verify({ good }) {
      if (good !== segments.length) throw new Error(`${segments.length - good} segments were refused`);
    },
  });
  await each(
    'read-layers',
    'verify each one’s signature',
    envelopes,
    ({ hash, signature }) => signature && verifyEnvelopeSignature(suite, hash, signature, first.device),
  );
  await each(
    'read-layers',
    'decrypt and decode',
    envelopes,
    (envelope) => openEnvelope(suite, envelope, key.key).ok,
  );
  await each('read-layers', 'decode alone', plaintexts, (bytes) => decode(envelopeContent, bytes).ok);
  await world.client.close();
};
