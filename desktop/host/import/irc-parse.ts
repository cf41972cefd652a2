/**
 * One line of an IRC log, as logged by irssi, XChat, Supybot and kin, in the forms met in public logs:
 *
 *   [05:12] <nick> text                        [05:12] -nick:#channel- notice
 *   [05:12]  * nick acts                       [05:12] (nick/#channel) text
 *   channel 2013-01-26 [18:14:41] <nick> text  channel 2006-04-30 === nick [user@host]  has joined #channel
 *   === a is now known as b                    === nick left the room (quit: reason).
 *
 * Pure: no dates are worked out here and nothing is remembered between lines. Refuses nothing:
 * a line that fits no form is `malformed`, which the importer counts.
 */
import type { SystemLine } from '@maru/sync-core';

/** When a line says it was written: parts that it leaves out are null. */
export type IrcStamp = {
  /** The channel's name that a dated line begins with. */
  readonly channel: string | null;
  /** Midnight (UTC) of the line's day, in milliseconds since the Unix epoch. */
  readonly dayMs: number | null;
  /** Milliseconds since midnight, whole minutes or whole seconds. */
  readonly timeMs: number | null;
};

export type IrcSaid =
  | { readonly kind: 'message'; readonly nick: string; readonly text: string }
  | { readonly kind: 'system'; readonly system: SystemLine; readonly nick: string; readonly text: string }
  /** Text without a nickname: the rest of what the line before began. */
  | { readonly kind: 'continuation'; readonly text: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'malformed' };

export type IrcLine = { readonly stamp: IrcStamp; readonly said: IrcSaid };

/** Longer lines than any server sends are only looked at as plain text: no pattern runs over them. */
const patternChars = 4_096;
/** Servers allow 9 to 32 characters; some logs break one up with a blank. */
const nickChars = 64;
/** Who speaks where no nickname is given: the log program or the server. */
const serverNick = '*';

const datedLine = /^(\S{1,64}) (\d{4})-(\d\d)-(\d\d)(?: |$)/;
const timeOfDay = /^\[(\d\d):(\d\d)(?::(\d\d))?\] ?/;

const toDay = (year: number, month: number, day: number): number | null => {
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  // 31 February is no day; `Date.UTC` would move it to March.
  return ms >= 0 && back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms : null;
};

/** The day that a text holds as `YYYY-MM-DD`, as midnight UTC; null when it holds none. */
export const dayIn = (text: string): number | null => {
  const [, year, month, day] = /(?:^|\D)(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text) ?? [];
  return day === undefined ? null : toDay(Number(year), Number(month), Number(day));
};

const system = (line: SystemLine, nick: string, text: string): IrcSaid =>
  nick.length === 0 || nick.length > nickChars
    ? { kind: 'malformed' }
    : { kind: 'system', system: line, nick, text: text.trim() };

/** After `=== `: who came and went, and, in logs of that kind, what people do (`/me`). */
const parseEvent = (body: string): IrcSaid => {
  const renamed = /^(.+?) is now known as (\S.*?)\s*$/.exec(body);
  if (renamed?.[1] && renamed[2]) return system('renamed', renamed[1], renamed[2].slice(0, nickChars));

  // `nick [user@host]  has left #channel ["why` — the quotation is often cut off.
  const moved = /^(.+?) \[[^\]\s]+\]\s+has (joined|left|quit)\b\s*(?:#\S+)?\s*(.*)$/i.exec(body);
  if (moved?.[1]) {
    const reason = (moved[3] ?? '').replace(/^[[(]?"?/, '').replace(/"?[\])]?\s*$/, '');
    return moved[2] === 'joined' ? system('joined', moved[1], '') : system('left', moved[1], reason);
  }
  const room = /^(.+?) (entered|left) the room(?: \((.*)\))?\.?\s*$/.exec(body);
  if (room?.[1]) {
    const reason = (room[3] ?? '').replace(/^quit: /, '').replace(/^"|"$/g, '');
    return system(room[2] === 'entered' ? 'joined' : 'left', room[1], reason);
  }

  const kicked = /^(\S+) was kicked off \S+ (by .*)$/.exec(body);
  if (kicked?.[1] && kicked[2]) return system('left', kicked[1], kicked[2]);

  const topic = /^\.\.\[topic\/[^:\]]*:([^\]]+)\]\s*: ?(.*)$/.exec(body);
  if (topic?.[1]) return system('topic', topic[1], topic[2] ?? '');
  const current = /^Topic for \S+: (.*)$/.exec(body);
  if (current?.[1]) return system('topic', serverNick, current[1]);

  const mode = /^(mode\/.*?)\s+by (\S+)\s*$/.exec(body);
  if (mode?.[1] && mode[2]) return system('notice', mode[2], mode[1]);
  if (/^(?:Topic \(|Starting logfile\b|mode\/)/.test(body)) return system('notice', serverNick, body);

  const act = /^(\S+)\s+(\S.*)$/.exec(body);
  return act?.[1] && act[2] ? system('action', act[1], act[2]) : { kind: 'malformed' };
};

const parseBody = (body: string, dated: boolean): IrcSaid => {
  if (body.trim() === '') return { kind: 'blank' };
  const spoken = /^<([^>]+)>[ \t]?/.exec(body.slice(0, nickChars + 4));
  if (spoken?.[1])
    return { kind: 'message', nick: spoken[1].trim(), text: body.slice(spoken[0].length).trim() };
  if (body.length > patternChars)
    return dated ? { kind: 'continuation', text: body.trim() } : { kind: 'malformed' };
  if (body.startsWith('===')) return parseEvent(body.slice(3).trim());

  const act = /^\s*\*\s*([^\s*]+)\s+(\S.*)$/.exec(body);
  if (act?.[1] && act[2]) return system('action', act[1], act[2]);
  const notice = /^-([^\s:]+?)(?::[^\s]*?)?- (.*)$/.exec(body);
  if (notice?.[1]) return system('notice', notice[1], notice[2] ?? '');
  const aside = /^\(([^\s/]+)\/#[^)\s]*\) (.*)$/.exec(body);
  if (aside?.[1]) return { kind: 'message', nick: aside[1], text: (aside[2] ?? '').trim() };
  return dated ? { kind: 'continuation', text: body.trim() } : { kind: 'malformed' };
};

/** Reads one line, without its line end and already free of control codes. */
export const parseIrcLine = (line: string): IrcLine => {
  let rest = line;
  let channel: string | null = null;
  let dayMs: number | null = null;
  let timeMs: number | null = null;

  const dated = datedLine.exec(rest);
  if (dated) {
    dayMs = toDay(Number(dated[2]), Number(dated[3]), Number(dated[4]));
    if (dayMs !== null) {
      channel = dated[1] ?? null;
      rest = rest.slice(dated[0].length);
    }
  }
  const timed = timeOfDay.exec(rest);
  if (timed) {
    const [hours, minutes, seconds] = [Number(timed[1]), Number(timed[2]), Number(timed[3] ?? 0)];
    // 60 is a leap second.
    if (hours > 23 || minutes > 59 || seconds > 60)
      return { stamp: { channel, dayMs, timeMs: null }, said: { kind: 'malformed' } };
    timeMs = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    rest = rest.slice(timed[0].length);
  }
  const stamp = { channel, dayMs, timeMs };
  const said = parseBody(rest, timeMs !== null);
  // Without any time only an event or nothing is a line of a log.
  const plain = timeMs === null && said.kind !== 'blank' && !rest.startsWith('===') && dayMs === null;
  return { stamp, said: plain ? { kind: 'malformed' } : said };
};
