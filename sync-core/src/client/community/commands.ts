/** What people do in one community. Each resolves after its commit [S1], or says why not and changes nothing. */
import { assert, err, ok, textToBytes, toWellFormed } from '../../base/index.ts';
import { can } from '../../governance/index.ts';
import {
  type CategoryId,
  type ChannelId,
  type ChannelKind,
  channelStream,
  type GovernanceOp,
  governanceStream,
  limits,
  type MessageId,
  type Operation,
  type OpId,
  opToCategoryId,
  opToChannelId,
  opToMessageId,
  type PaletteColour,
  type Permission,
  type Position,
} from '../../model/index.ts';
import type { Place } from '../../storage/index.ts';
import { type ClientError, notAllowed, notFound, type Outcome, tooLong } from '../errors.ts';
import { mentionsIn } from '../mentions.ts';
import { createActing, lastOrder } from './acting.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { type ImportedCount, type ImportedItem, writeImported } from './import-writer.ts';
import type { Inbound } from './inbound.ts';
import { hiddenBy } from './rule-check.ts';
import { sendRefusalOf, sendRefusalToError, slowModeUntil } from './sending.ts';
import type { Writer } from './writer.ts';

export type CommunityCommands = {
  post(
    place: Place,
    text: string,
    replyTo: MessageId | null,
  ): Promise<Outcome<{ readonly message: MessageId }>>;
  edit(message: MessageId, text: string): Promise<Outcome<Record<string, never>>>;
  remove(message: MessageId): Promise<Outcome<Record<string, never>>>;
  react(message: MessageId, emoji: string, on: boolean): Promise<Outcome<Record<string, never>>>;
  nameThread(message: MessageId, name: string): Promise<Outcome<Record<string, never>>>;
  createCategory(name: string): Promise<Outcome<{ readonly category: CategoryId }>>;
  createChannel(channel: {
    readonly category: CategoryId | null;
    readonly kind: ChannelKind;
    readonly name: string;
    readonly topic: string;
  }): Promise<Outcome<{ readonly channel: ChannelId }>>;
  editProfile(profile: {
    readonly name: string;
    readonly colour: PaletteColour;
  }): Promise<Outcome<Record<string, never>>>;
  markRead(place: Place, position: Position): Promise<Outcome<Record<string, never>>>;
  saveDraft(place: Place, text: string, replyTo: MessageId | null): Promise<Outcome<Record<string, never>>>;
  /** Writes imported messages in as few envelopes as fit; those that are there already are left out. */
  importMessages(channel: ChannelId, items: readonly ImportedItem[]): Promise<Outcome<ImportedCount>>;
};

export type CommandsDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly publish: (changes: Changes) => void;
};

/** An act of one operation has one id. */
const made = (id: OpId | undefined): OpId => {
  assert(id !== undefined, 'an operation that was written has an id');
  return id;
};

/** Imported messages of one write: a good part of an envelope, and a few milliseconds. */
const importedAtOnce = 200;

const done = ok<Record<string, never>>({});

export const createCommands = (deps: CommandsDeps): CommunityCommands => {
  const { core, writer, inbound, publish } = deps;
  const { store, governance, self, clock } = core;

  const { commit, write, refusalOf } = createActing({ core, writer, publish });

  const importPiece = (channel: ChannelId, items: readonly ImportedItem[]) =>
    commit<ImportedCount>((changes) =>
      may('importHistory', channel)
        ? writeImported(core, writer, channel, items, changes)
        : notAllowed('importHistory'),
    );

  const act = <T>(ops: readonly GovernanceOp[], toValue: (ids: readonly OpId[]) => T) =>
    commit<T>((changes) => {
      for (const op of ops) {
        const refused = refusalOf(op);
        if (refused) return err(refused);
      }
      const written = write(governanceStream, ops, changes);
      if (!written.ok) return written;
      inbound.settle(changes);
      return ok(toValue(written.value));
    });

  const may = (permission: Permission, channel: ChannelId): boolean =>
    can(governance.current(), self, permission, { channel }, clock.now());

  /** A message and whether it is one's own. */
  const find = (id: MessageId) => {
    const row = store.message(id);
    return row && !row.deleted
      ? { row, mine: row.author.kind === 'member' && row.author.member === self }
      : null;
  };

  const inChannel = (
    id: MessageId,
    check: (mine: boolean, channel: ChannelId) => ClientError | null,
    op: Operation,
  ) =>
    commit<Record<string, never>>((changes) => {
      const found = find(id);
      if (!found) return notFound;
      const refused = check(found.mine, found.row.channel);
      if (refused) return err(refused);
      const written = write(channelStream(found.row.channel), [op], changes);
      return written.ok ? done : written;
    });

  /** What would be hidden from the others is not sent: its author keeps the words and is told why. */
  const ruleAgainst = (channel: ChannelId, text: string, edits: boolean): ClientError | null => {
    const asked = { author: self, channel, text, ms: clock.now() };
    const rule = hiddenBy(governance.current(), store, asked, edits);
    return rule && { kind: 'rule-met', rule };
  };

  const tooLongFor = (text: string): boolean => textToBytes(text).length > limits.messageBytes;
  const lacking = (permission: Permission): ClientError => ({ kind: 'not-allowed', permission });

  return {
    async post(place, typed, replyTo) {
      const text = toWellFormed(typed);
      if (tooLongFor(text)) return tooLong(limits.messageBytes);
      return commit((changes) => {
        if (!governance.current().channels.has(place.channel)) return notFound;
        if (place.thread !== null && !store.message(place.thread)) return notFound;
        const permission = place.thread === null ? 'sendMessages' : 'sendMessagesInThreads';
        const refusal = sendRefusalOf(governance.current(), self, place.channel, permission, clock.now());
        if (refusal !== null) return err(sendRefusalToError(refusal, permission));
        const until = slowModeUntil(governance.current(), store, self, place, clock.now());
        if (until !== null) return err<ClientError>({ kind: 'slow-mode', until });
        const rule = ruleAgainst(place.channel, text, false);
        if (rule !== null) return err(rule);
        const op: Operation = {
          type: 'posted',
          text,
          replyTo,
          thread: place.thread,
          mentions: mentionsIn(text),
        };
        const written = write(channelStream(place.channel), [op], changes);
        if (!written.ok) return written;
        store.saveDraft(place, '', null);
        return ok({ message: opToMessageId(made(written.value[0])) });
      });
    },
    async edit(message, typed) {
      const text = toWellFormed(typed);
      if (tooLongFor(text)) return tooLong(limits.messageBytes);
      const refusalIn = (mine: boolean, channel: ChannelId) =>
        mine ? ruleAgainst(channel, text, true) : lacking('manageMessages');
      return inChannel(message, refusalIn, {
        type: 'edited',
        message,
        text,
      });
    },
    remove: (message) =>
      inChannel(
        message,
        (mine, channel) => (mine || may('manageMessages', channel) ? null : lacking('manageMessages')),
        { type: 'deleted', message },
      ),
    async react(message, emoji, on) {
      if (textToBytes(emoji).length > limits.emojiBytes) return tooLong(limits.emojiBytes);
      return inChannel(
        message,
        (_mine, channel) => (may('addReactions', channel) ? null : lacking('addReactions')),
        { type: 'reacted', message, emoji, on },
      );
    },
    nameThread: (message, name) =>
      inChannel(
        message,
        (_mine, channel) =>
          may('createPublicThreads', channel)
            ? ruleAgainst(channel, name, true)
            : lacking('createPublicThreads'),
        { type: 'threadNamed', message, name },
      ),
    createCategory(name) {
      const order = lastOrder(governance.current().categories.values());
      return act([{ type: 'categoryCreated', name, order }], ([id]) => ({
        category: opToCategoryId(made(id)),
      }));
    },
    createChannel({ category, kind, name, topic }) {
      const siblings = [...governance.current().channels.values()].filter(
        (channel) => channel.category === category,
      );
      return act(
        [{ type: 'channelCreated', kind, name, topic, category, order: lastOrder(siblings) }],
        ([id]) => ({ channel: opToChannelId(made(id)) }),
      );
    },
    editProfile: (profile) => act([{ type: 'profileEdited', ...profile }], () => ({})),
    markRead: (place, position) =>
      commit((changes) => {
        if (store.markRead(place, position)) changes.delivery = true;
        return done;
      }),
    saveDraft: (place, text, replyTo) =>
      commit(() => {
        store.saveDraft(place, text, replyTo);
        return done;
      }),
    async importMessages(channel, items) {
      const pieces: (readonly ImportedItem[])[] = [];
      for (let from = 0; from < items.length; from += importedAtOnce)
        pieces.push(items.slice(from, from + importedAtOnce));
      const outcomes = await Promise.all(pieces.map((piece) => importPiece(channel, piece)));
      let written = 0;
      let doubles = 0;
      for (const outcome of outcomes) {
        if (!outcome.ok) return outcome;
        written += outcome.value.written;
        doubles += outcome.value.doubles;
      }
      return ok({ written, doubles });
    },
  };
};
