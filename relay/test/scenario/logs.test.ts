/** Logs of a whole run of two people and their relay, at the finest level, searched for what must not be there. */
import { decodeAcceptorMessage, type LogFields, type Logger } from '@maru/sync-core';
import { createNodeClock, createWebSocketConnector } from '@maru/sync-core/drivers/node';
import { expect, onTestFinished, test } from 'vitest';
import { createWorld, openCommunity, until, value } from './world.ts';

/** Each run of `length` characters of `text`: a secret's half in a log is a secret in a log. */
const pieces = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.max(1, text.length - length + 1) }, (_, at) => text.slice(at, at + length));

test('no invite secret, access secret, token, name or text is in any log; the invite’s secret stays in the fragment', async () => {
  const lines: string[] = [];
  const log =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      void lines.push(JSON.stringify({ level, message, ...fields }));
  const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  const world = await createWorld(logger);
  onTestFinished(() => world.close());
  const tokens: string[] = [];
  const dialled: string[] = [];
  const real = createWebSocketConnector();
  const connector: typeof real = {
    connect(url, handlers) {
      dialled.push(url);
      return real.connect(url, {
        ...handlers,
        received(frame) {
          const message = decodeAcceptorMessage(frame);
          if (message.ok && message.value.type === 'meeting') tokens.push(message.value.token);
          handlers.received(frame);
        },
      });
    },
  };

  const alice = await world.person('alice-canary', createNodeClock(), connector);
  const { community, channel } = value(await alice.createCommunity('community-canary'));
  const { commands, queries } = openCommunity(alice, community);
  const { link } = value(await commands.createInvite({ maxAgeMs: null, maxUses: null }));
  const bob = await world.person('bob-canary', createNodeClock(), connector);
  value(await bob.joinCommunity(link));
  await until('bob is in', () => openCommunity(bob, community).queries.membership().kind === 'member');
  value(await commands.post({ channel, thread: null }, 'text-canary', null));
  await until('bob reads it', () =>
    openCommunity(bob, community)
      .queries.page({ channel, thread: null }, { kind: 'newest' }, 10)
      .messages.some(({ text }) => text === 'text-canary'),
  );
  const wrong = await alice.joinCommunity(`${link}broken`);
  expect(wrong.ok).toBe(false);
  await world.wipeRelay();
  await world.startRelay();
  alice.reconnect();
  bob.reconnect();
  await until('the relay has all again', () => queries.connection().unsent === 0);
  await until('both were given tickets', () => tickets() >= 2);
  await world.close();

  function tickets(): number {
    return new Set(tokens).size;
  }
  const secret = new URL(link).hash.slice(1);
  expect(secret.length).toBeGreaterThan(60);
  expect(link.slice(0, link.indexOf('#'))).not.toContain(secret.slice(0, 20));
  const phrases = [alice, bob].flatMap((client) => client.recoveryPhrase() ?? []);
  expect(phrases).toHaveLength(2);
  const all = lines.join('\n');
  expect(lines.length).toBeGreaterThan(5);
  expect(all).not.toContain('canary');
  for (const phrase of phrases)
    for (const four of pieces(phrase, 24))
      expect(all.includes(four), 'part of a recovery phrase').toBe(false);
  for (const text of [secret, ...tokens])
    for (const piece of pieces(text, 16)) expect(all.includes(piece), 'part of a secret').toBe(false);
  // Dialled addresses hold no secret either.
  expect(new Set(dialled)).toEqual(new Set([`${world.relay().syncUrl}?v=2`]));
});
