import { describe, expect, it } from 'vitest';
import { defaultQuiet, isQuiet, type ToLocal } from '../../../src/client/attention/quiet.ts';
import {
  type AttentionPrefs,
  type MessageFacts,
  type SilentBecause,
  type Spoken,
  shouldNotify,
} from '../../../src/client/attention/should-notify.ts';

const hour = 60 * 60 * 1000;
/** A Wednesday, 12:00 in Greenwich. */
const noon = Date.UTC(2026, 0, 7, 12);
const utc: ToLocal = (ms) => {
  const date = new Date(ms);
  return { day: date.getUTCDay(), minute: date.getUTCHours() * 60 + date.getUTCMinutes() };
};
const facts: MessageFacts = {
  mine: false,
  gone: false,
  system: false,
  unread: true,
  at: noon,
  spoken: new Set(),
};
const prefs: AttentionPrefs = {
  enabled: true,
  quiet: defaultQuiet,
  muted: false,
  level: 'mentions',
  suppressEveryone: false,
  suppressRoles: false,
};
const spoken = (...ways: readonly Spoken[]): Partial<MessageFacts> => ({ spoken: new Set(ways) });
const nightly = { ...defaultQuiet, scheduled: true };
const until = (at: number) => ({ ...defaultQuiet, until: at });

type Case = readonly [
  name: string,
  facts: Partial<MessageFacts>,
  prefs: Partial<AttentionPrefs>,
  answer: 'mention' | 'message' | SilentBecause,
  now?: number,
];
const direct = spoken('direct');
const cases: readonly Case[] = [
  // Levels.
  ['all: any message', {}, { level: 'all' }, 'message'],
  ['all: spoken to', direct, { level: 'all' }, 'mention'],
  ['all: @everyone', spoken('everyone'), { level: 'all' }, 'mention'],
  ['mentions: any message', {}, {}, 'not-spoken-to'],
  ['mentions: by name', direct, {}, 'mention'],
  ['mentions: by role', spoken('role'), {}, 'mention'],
  ['mentions: @everyone', spoken('everyone'), {}, 'mention'],
  ['nothing: any message', {}, { level: 'nothing' }, 'nothing'],
  ['nothing: by name', direct, { level: 'nothing' }, 'nothing'],
  ['nothing: by role', spoken('role'), { level: 'nothing' }, 'nothing'],
  ['nothing: @everyone', spoken('everyone'), { level: 'nothing' }, 'nothing'],
  // Mutes.
  ['muted: any message', {}, { level: 'all', muted: true }, 'muted'],
  ['muted: by name', direct, { muted: true }, 'muted'],
  ['muted: @everyone', spoken('everyone'), { muted: true }, 'muted'],
  ['muted and nothing', direct, { muted: true, level: 'nothing' }, 'muted'],
  // What is suppressed.
  ['suppressed @everyone', spoken('everyone'), { suppressEveryone: true }, 'not-spoken-to'],
  ['suppressed @everyone, all', spoken('everyone'), { suppressEveryone: true, level: 'all' }, 'message'],
  ['suppressed @everyone, by name too', spoken('everyone', 'direct'), { suppressEveryone: true }, 'mention'],
  ['suppressed @everyone, by role too', spoken('everyone', 'role'), { suppressEveryone: true }, 'mention'],
  ['suppressed @everyone leaves roles', spoken('role'), { suppressEveryone: true }, 'mention'],
  ['suppressed roles', spoken('role'), { suppressRoles: true }, 'not-spoken-to'],
  ['suppressed roles, all', spoken('role'), { suppressRoles: true, level: 'all' }, 'message'],
  ['suppressed roles, by name too', spoken('role', 'direct'), { suppressRoles: true }, 'mention'],
  ['suppressed roles leave @everyone', spoken('everyone'), { suppressRoles: true }, 'mention'],
  [
    'both suppressed, both said',
    spoken('role', 'everyone'),
    { suppressRoles: true, suppressEveryone: true },
    'not-spoken-to',
  ],
  ['both suppressed, by name', direct, { suppressRoles: true, suppressEveryone: true }, 'mention'],
  // The message itself.
  ['one’s own', { mine: true, ...direct }, { level: 'all' }, 'own'],
  ['deleted since', { gone: true, ...direct }, {}, 'gone'],
  ['nobody typed it', { system: true, ...direct }, { level: 'all' }, 'system'],
  ['read elsewhere already', { unread: false, ...direct }, {}, 'read'],
  ['a day old', { at: noon - 24 * hour - 1, ...direct }, {}, 'history'],
  ['just not a day old', { at: noon - 24 * hour, ...direct }, {}, 'mention'],
  ['from a clock that is ahead', { at: noon + hour, ...direct }, {}, 'mention'],
  ['one’s own, muted', { mine: true }, { muted: true, level: 'all' }, 'own'],
  // Off.
  ['off: by name', direct, { enabled: false }, 'off'],
  ['off: all', {}, { enabled: false, level: 'all' }, 'off'],
  // Do not disturb.
  ['quiet for now', direct, { quiet: until(noon + 1) }, 'quiet'],
  ['quiet for now is over', direct, { quiet: until(noon) }, 'mention'],
  ['quiet for now, all', {}, { quiet: until(noon + hour), level: 'all' }, 'quiet'],
  ['quiet for good', direct, { quiet: until(Number.MAX_SAFE_INTEGER) }, 'quiet'],
  ['nightly, at noon', direct, { quiet: nightly }, 'mention'],
  ['nightly, at 21:59', direct, { quiet: nightly }, 'mention', noon + 10 * hour - 60_000],
  ['nightly, at 22:00', direct, { quiet: nightly }, 'quiet', noon + 10 * hour],
  ['nightly, at midnight', direct, { quiet: nightly }, 'quiet', noon + 12 * hour],
  ['nightly, at 06:59', direct, { quiet: nightly }, 'quiet', noon + 19 * hour - 60_000],
  ['nightly, at 07:00', direct, { quiet: nightly }, 'mention', noon + 19 * hour],
  ['a schedule that is off', direct, { quiet: defaultQuiet }, 'mention', noon + 12 * hour],
  ['quiet says less than muted', direct, { quiet: until(noon + 1), muted: true }, 'muted'],
  ['quiet says less than not being meant', {}, { quiet: until(noon + 1) }, 'not-spoken-to'],
];

describe('whether a message notifies', () => {
  const table = cases.map(([name, given, wanted, answer, now = noon]) => ({
    name,
    given,
    wanted,
    answer,
    now,
  }));
  it.each(table)('$name', ({ given, wanted, answer, now }) => {
    const notice = shouldNotify({ ...facts, ...given }, { ...prefs, ...wanted }, now, utc);
    expect(notice).toEqual(
      answer === 'mention' || answer === 'message'
        ? { notify: true, reason: answer }
        : { notify: false, because: answer },
    );
  });
});

describe('do not disturb', () => {
  const at = (schedule: Partial<typeof nightly>, now: number, toLocal: ToLocal = utc) =>
    isQuiet({ ...nightly, ...schedule }, now, toLocal);
  const wednesday = 3;

  it('a night belongs to the day on which it begins', () => {
    const night = { days: [wednesday] };
    expect([
      at(night, noon - 6 * hour), // Wednesday 06:00: Tuesday's night
      at(night, noon + 11 * hour), // Wednesday 23:00
      at(night, noon + 18 * hour), // Thursday 06:00
      at(night, noon + 35 * hour), // Thursday 23:00
    ]).toEqual([false, true, true, false]);
  });

  it('the night from Saturday to Sunday', () => {
    const saturday = Date.UTC(2026, 0, 10, 23);
    expect([
      at({ days: [6] }, saturday),
      at({ days: [6] }, saturday + 4 * hour),
      at({ days: [0] }, saturday),
    ]).toEqual([true, true, false]);
  });

  it('within one day, and around the clock where both ends are the same', () => {
    const desk = { from: 9 * 60, to: 17 * 60 };
    expect([at(desk, noon), at(desk, noon + 5 * hour), at(desk, noon - 3 * hour - 1)]).toEqual([
      true,
      false,
      false,
    ]);
    const always = { from: 600, to: 600, days: [wednesday] };
    expect([at(always, noon), at(always, noon + 21 * hour), at(always, noon + 23 * hour)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('no day, no quiet', () => {
    expect(at({ days: [] }, noon + 12 * hour)).toBe(false);
  });

  /** The clock on the wall in Berlin, which leaps from 02:00 to 03:00 on 29 March and back on 25 October 2026. */
  const berlin: ToLocal = (ms) => {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(ms);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
    return {
      day: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')),
      minute: Number(part('hour')) * 60 + Number(part('minute')),
    };
  };

  it('keeps to the clock on the wall through both turns of summer time', () => {
    const spring = Date.UTC(2026, 2, 29); // 01:00 on the wall
    expect([
      at({}, spring - 3 * hour, berlin), // 22:00 the evening before
      at({}, spring + hour, berlin), // 03:00, where 02:00 would be
      at({}, spring + 5 * hour - 60_000, berlin), // 06:59
      at({}, spring + 5 * hour, berlin), // 07:00, an hour earlier than on the day before
    ]).toEqual([true, true, true, false]);
    const autumn = Date.UTC(2026, 9, 25); // 02:00, for the first time
    expect([
      at({}, autumn - 4 * hour, berlin), // 22:00
      at({}, autumn + hour, berlin), // 02:00 again
      at({}, autumn + 6 * hour - 60_000, berlin), // 06:59
      at({}, autumn + 6 * hour, berlin), // 07:00
    ]).toEqual([true, true, true, false]);
  });

  it('a stretch that begins in the hour that a spring night leaves out begins at its end', () => {
    const spring = Date.UTC(2026, 2, 29);
    const small = { from: 2 * 60, to: 4 * 60, days: [0] };
    expect([
      at(small, spring + hour - 60_000, berlin),
      at(small, spring + hour, berlin),
      at(small, spring + 2 * hour, berlin),
    ]).toEqual([false, true, false]);
  });
});
