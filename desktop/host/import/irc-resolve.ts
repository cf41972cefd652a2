/**
 * One log file as the lines of a channel: which channel, when, who, and what answers what. A file is
 * resolved on its own, so that the same file always gives the same lines with the same names.
 */
import { limits, textToBytes } from '@maru/sync-core';
import { type LogLine, logLines } from './irc-file.ts';
import { type IrcLine, parseIrcLine } from './irc-parse.ts';
import { createReplies } from './irc-replies.ts';
import { createSourceNamer } from './irc-source.ts';
import { createLineClock } from './irc-time.ts';
import type { ImportedLine } from './target.ts';

/** What one file line came to: nothing (blank), items, or malformed. */
export type ResolvedLine = { readonly items: readonly ImportedLine[]; readonly malformed: boolean };

/** How many lines are looked at to find a file's channel and first time. */
const headLines = 200;
const unnamed = 'irc';

/** The last part of a path, without `.gz`: what names a file whether it is packed or not. */
export const baseName = (path: string): string => (path.split(/[/\\]/).at(-1) ?? '').replace(/\.gz$/i, '');

const cutBytes = (text: string, maxBytes: number): string => {
  const pieces = splitText(text, maxBytes);
  return pieces[0] ?? '';
};

/** `text` in pieces of at most `maxBytes` UTF-8 bytes (at least 4), cut between code points. */
export const splitText = (text: string, maxBytes: number): readonly string[] => {
  // No UTF-16 unit takes more than three bytes.
  if (text.length * 3 <= maxBytes || textToBytes(text).length <= maxBytes) return [text];
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const point of text) {
    const size = textToBytes(point).length;
    if (bytes + size > maxBytes) {
      pieces.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += point;
    bytes += size;
  }
  pieces.push(piece);
  return pieces;
};

const toChannelName = (name: string): string | null => {
  const cleaned = cutBytes(
    name
      .toWellFormed()
      .replace(/^#+/, '')
      .replace(/[\s\p{Cc}]+/gu, '-'),
    limits.nameBytes,
  );
  return cleaned === '' || cleaned === '.' || cleaned === '..' ? null : cleaned;
};

const folderOf = (parts: readonly string[]): string | null => {
  const irc = parts.lastIndexOf('irc', parts.length - 3);
  const folder = irc === -1 ? undefined : parts[irc + 1];
  return folder === undefined ? null : toChannelName(folder);
};

/**
 * The channel a file belongs to: the folder below `irc/`, else what its dated lines begin with, else the
 * start of its name up to a digit or dot, else the folder it lies in, else `irc`.
 */
export const channelOf = (path: string, dated: string | null): string => {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const [start = ''] = /^[^\d.]*/.exec(baseName(path)) ?? [];
  return (
    (parts.length >= 3 ? folderOf(parts) : null) ??
    (dated === null ? null : toChannelName(dated)) ??
    toChannelName(start.replace(/[-_\s]+$/, '')) ??
    toChannelName(parts.at(-2) ?? '') ??
    unnamed
  );
};

/** What must be known of a file before its first line can be placed. */
const readHead = (content: Uint8Array): { readonly dated: string | null; readonly first: IrcLine | null } => {
  let dated: string | null = null;
  let seen = 0;
  for (const { text } of logLines(content)) {
    const line = parseIrcLine(text);
    dated ??= line.stamp.channel;
    if (line.stamp.timeMs !== null) return { dated, first: line };
    if (++seen >= headLines) break;
  }
  return { dated, first: null };
};

export type ResolvedFile = { readonly channel: string; readonly lines: Iterable<ResolvedLine> };

/** The lines of one unpacked file, read as they are asked for. */
export const resolveLog = (path: string, content: Uint8Array): ResolvedFile => {
  const { dated, first } = readHead(content);
  const channel = channelOf(path, dated);
  return { channel, lines: resolveLines(channel, baseName(path), first, logLines(content)) };
};

function* resolveLines(
  channel: string,
  file: string,
  first: IrcLine | null,
  lines: Iterable<LogLine>,
): Generator<ResolvedLine> {
  const clock = createLineClock(file, first?.stamp ?? null);
  const source = createSourceNamer(channel, file);
  const replies = createReplies();
  const nothing: ResolvedLine = { items: [], malformed: false };
  const malformed: ResolvedLine = { items: [], malformed: true };
  let number = 0;
  let speaker: string | null = null;

  for (const { bytes, text: raw } of lines) {
    number += 1;
    const { stamp, said } = parseIrcLine(raw);
    if (said.kind === 'blank') {
      yield nothing;
      continue;
    }
    const nick = said.kind === 'continuation' ? speaker : said.kind === 'malformed' ? null : said.nick;
    if (said.kind === 'malformed' || nick === null || nick === '') {
      yield malformed;
      continue;
    }
    const author = cutBytes(nick, limits.nicknameBytes);
    const system = said.kind === 'system' ? said.system : null;
    const name = source(number, bytes, 0);
    const replyToSource = said.kind === 'message' ? replies.replyTo(author, said.text, number) : null;
    const items = splitText(said.text, limits.messageBytes).map((text, part) => ({
      author,
      at: clock.at(stamp),
      text,
      system,
      source: part === 0 ? name : source(number, bytes, part),
      replyToSource: part === 0 ? replyToSource : null,
    }));
    if (said.kind === 'message') {
      speaker = author;
      replies.said(author, name, number);
    }
    if (system === 'action') speaker = author;
    if (system === 'renamed') replies.renamed(author, said.text);
    yield { items, malformed: false };
  }
}
