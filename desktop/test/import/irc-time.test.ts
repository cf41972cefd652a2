import { describe, expect, test } from 'vitest';
import type { IrcStamp } from '../../host/import/irc-parse.ts';
import { createLineClock, fileDay, undatedBaseMs } from '../../host/import/irc-time.ts';

const day = Date.UTC(2004, 10, 15);
const at = (time: string | null, dayMs: number | null = null): IrcStamp => {
  const [hours = 0, minutes = 0, seconds = 0] = (time ?? '').split(':').map(Number);
  return {
    channel: null,
    dayMs,
    timeMs: time === null ? null : ((hours * 60 + minutes) * 60 + seconds) * 1_000,
  };
};
const run = (stamps: readonly IrcStamp[]): readonly string[] => {
  const clock = createLineClock('2004-11-15_03.log', stamps.find(({ timeMs }) => timeMs !== null) ?? null);
  return stamps.map((stamp) => {
    const { ms, counter } = clock.at(stamp);
    return `${new Date(ms).toISOString().slice(5, 19)} ${counter}`;
  });
};

describe('when a line was written', () => {
  test('lines of one minute count up', () => {
    expect(run([at('12:18'), at('12:18'), at('12:19')])).toEqual([
      '11-15T12:18:00 0',
      '11-15T12:18:00 1',
      '11-15T12:19:00 0',
    ]);
  });

  test('events without a time have that of the line before, the first ones that of the first line', () => {
    expect(run([at(null), at('12:18'), at(null), at('12:20')])).toEqual([
      '11-15T12:18:00 0',
      '11-15T12:18:00 1',
      '11-15T12:18:00 2',
      '11-15T12:20:00 0',
    ]);
  });

  test('midnight starts the next day', () => {
    expect(run([at('23:59'), at('00:00'), at('03:00')])).toEqual([
      '11-15T23:59:00 0',
      '11-16T00:00:00 0',
      '11-16T03:00:00 0',
    ]);
  });

  test('a 12-hour clock turns at noon', () => {
    expect(run([at('12:59'), at('01:00'), at('11:59'), at('00:01')])).toEqual([
      '11-15T12:59:00 0',
      '11-15T13:00:00 0',
      '11-15T23:59:00 0',
      '11-16T00:01:00 0',
    ]);
  });

  test('a clock set back a little does not turn the order', () => {
    expect(run([at('12:30'), at('12:28'), at('12:31')])).toEqual([
      '11-15T12:30:00 0',
      '11-15T12:30:00 1',
      '11-15T12:31:00 0',
    ]);
  });

  test('a line’s own day counts', () => {
    const next = day + 7 * 86_400_000;
    expect(run([at('23:59', day), at(null, day), at(null, next), at('04:05:06', next)])).toEqual([
      '11-15T23:59:00 0',
      '11-15T23:59:00 1',
      '11-22T00:00:00 0',
      '11-22T04:05:06 0',
    ]);
  });

  test('more lines in a minute than the counter holds go on in the next millisecond', () => {
    const clock = createLineClock('2004-11-15.log', null);
    let last = clock.at(at('01:00'));
    for (let line = 1; line <= 0x10000; line++) last = clock.at(at('01:00'));
    expect(last).toEqual({ ms: day + 3_600_000 + 1, counter: 0 });
  });

  test('the day is in the file’s name, else made up from it, always the same', () => {
    expect(fileDay('2004-11-15_03.log')).toBe(day);
    expect(fileDay('channel-two.dev.log')).toBe(fileDay('channel-two.dev.log'));
    expect(fileDay('channel-two.dev.log')).not.toBe(fileDay('channel-two.all.log'));
    expect(fileDay('channel-two.dev.log')).toBeGreaterThanOrEqual(undatedBaseMs);
    expect(new Date(fileDay('channel-two.dev.log')).getUTCFullYear()).toBe(2000);
  });
});
