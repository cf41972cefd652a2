import { describe, expect, test } from 'vitest';
import { dayIn, parseIrcLine } from '../../host/import/irc-parse.ts';

const said = (line: string) => parseIrcLine(line).said;

describe('one line of a log', () => {
  test('a message, with a minute', () => {
    expect(parseIrcLine('[05:12] <|trey|> usual, quite  stable')).toEqual({
      stamp: { channel: null, dayMs: null, timeMs: (5 * 60 + 12) * 60_000 },
      said: { kind: 'message', nick: '|trey|', text: 'usual, quite  stable' },
    });
  });

  test('a dated message, with seconds and a tab after the nickname', () => {
    expect(parseIrcLine('mediawiki 2013-01-26 [18:14:41] <MatmaRex>\t hm  ')).toEqual({
      stamp: {
        channel: 'mediawiki',
        dayMs: Date.UTC(2013, 0, 26),
        timeMs: ((18 * 60 + 14) * 60 + 41) * 1_000,
      },
      said: { kind: 'message', nick: 'MatmaRex', text: 'hm' },
    });
  });

  test.each([
    ['=== tuxx [~tuxx@tele.dk]  has joined #ubuntu', 'joined', 'tuxx', ''],
    ['=== topyli [~juha@elisa.fi]  has left #ubuntu []', 'left', 'topyli', ''],
    [
      '=== reon [n=reon@telkomadsl.co.za]  has left #ubuntu-meeting ["Konversation]  ',
      'left',
      'reon',
      'Konversation',
    ],
    ['=== Delmer [x@y]  has left #ubuntu ["Konversation', 'left', 'Delmer', 'Konversation'],
    ['=== oO[NOVA] Oo [n=NovaFlas@sev.demon.nl]  has joined #ubuntu', 'joined', 'oO[NOVA] Oo', ''],
    ['=== Nella entered the room.', 'joined', 'Nella', ''],
    ['=== Evita left the room.', 'left', 'Evita', ''],
    ['=== Alice left the room (quit: Client Quit).', 'left', 'Alice', 'Client Quit'],
    [
      '=== Trina left the room (quit: Read error: 110 (Timed out)).',
      'left',
      'Trina',
      'Read error: 110 (Timed out)',
    ],
    [
      '=== djpirate was kicked off #ubuntu by apokryphos (annoying)',
      'left',
      'djpirate',
      'by apokryphos (annoying)',
    ],
    ['=== usual is now known as ubuntor', 'renamed', 'usual', 'ubuntor'],
    ['ubuntu-meeting 2010-11-08 === yofel_ is now known as yofel ', 'renamed', 'yofel_', 'yofel'],
    ['=== ..[topic/#ubuntu:Seveas] : Help | Ask!', 'topic', 'Seveas', 'Help | Ask!'],
    ['=== Topic for #ubuntu: Help | Ask!', 'topic', '*', 'Help | Ask!'],
    ['=== mode/#ubuntu [+o Amaranth]  by ChanServ', 'notice', 'ChanServ', 'mode/#ubuntu [+o Amaranth]'],
    ['=== Starting logfile irclogs/ubuntu.log', 'notice', '*', 'Starting logfile irclogs/ubuntu.log'],
    ['=== Fujitsu hates Firefox haters', 'action', 'Fujitsu', 'hates Firefox haters'],
    ['rust 2018-05-29 [23:14:44] * Kingsquee pines ', 'action', 'Kingsquee', 'pines'],
    ['mediawiki 2013-01-26 [18:14:41] *Isarra\tmutters', 'action', 'Isarra', 'mutters'],
    ['[00:22]  * OerHeks facepalms', 'action', 'OerHeks', 'facepalms'],
    ['[05:12] -ubotu:#ubuntu- wine is off topic', 'notice', 'ubotu', 'wine is off topic'],
    ['rust 2018-05-29 [22:26:22] -eval- []', 'notice', 'eval', '[]'],
  ])('%s', (line, system, nick, text) => {
    expect(said(line)).toEqual({ kind: 'system', system, nick, text });
  });

  test('a message that a client showed with its channel', () => {
    expect(said('[01:09] (soundray/#ubuntu) thomas: seen?')).toEqual({
      kind: 'message',
      nick: 'soundray',
      text: 'thomas: seen?',
    });
  });

  test('a nickname that the log broke up', () => {
    expect(said('[06:03] <bur[n] er> anyone?')).toEqual({
      kind: 'message',
      nick: 'bur[n] er',
      text: 'anyone?',
    });
  });

  test('text without a nickname goes on from the line before', () => {
    expect(said('rust 2018-05-29 [23:14:44] and so on')).toEqual({ kind: 'continuation', text: 'and so on' });
  });

  test.each(['', '   ', '[05:12] ', 'rust 2018-05-29 [23:14:44] '])('blank: “%s”', (line) => {
    expect(said(line).kind).toBe('blank');
  });

  test.each(['words without a time', '[25:00] <a> b', '[05:61] <a> b', '===', '=== alone', '<nick> no time'])(
    'malformed: “%s”',
    (line) => {
      expect(said(line).kind).toBe('malformed');
    },
  );

  test('a day that does not exist is no day', () => {
    expect(parseIrcLine('rust 2018-02-31 [23:14:44] <a> b').said.kind).toBe('malformed');
    expect(dayIn('2018-02-31.log')).toBeNull();
    expect(dayIn('2004-11-15_03.log')).toBe(Date.UTC(2004, 10, 15));
    expect(dayIn('12004-11-15')).toBeNull();
  });

  test('a long hostile line takes no time to speak of', () => {
    for (const line of [
      `=== ${'a ['.repeat(100_000)}`,
      `[01:00] ${'* '.repeat(100_000)}`,
      `=== ${' '.repeat(200_000)}x`,
    ])
      expect(['malformed', 'continuation', 'system']).toContain(said(line).kind);
  });
});
