/**
 * Every act a person can take, as one union per kind of stream, and their binary form.
 *
 * Operations are data: what counts is decided by `governance/resolve` and the timeline's
 * reducers. Tags are append only; an unknown tag from a newer version is kept byte for byte
 * as `unknown`, so that an older client still stores, forwards and verifies it.
 */
import {
  blob,
  bool,
  type Codec,
  type CodecValue,
  decode,
  encode,
  fixedBytes,
  list,
  nullable,
  struct,
  text,
  uint,
  union,
  word,
} from '../base/index.ts';
import { documentVariants } from './document-operations.ts';
import { channelKinds, commentOutcomes, systemLines } from './entities.ts';
import { hybridTime } from './hybrid-time.ts';
import { categoryId, channelId, inviteId, memberId, messageId, roleId } from './ids.ts';
import { deviceCertificate, keyVariants, newEpoch } from './key-operations.ts';
import { limits } from './limits.ts';
import { colour, cuts, key32, moment, name, reason } from './parts.ts';
import { permissionBits } from './permissions.ts';
import { steeringVariants } from './steering.ts';

const signature = fixedBytes(64);

const overwrite = struct({
  target: union({ role: [0, struct({ id: roleId })], member: [1, struct({ id: memberId })] }),
  allow: permissionBits,
  deny: permissionBits,
});
export type OverwriteOp = CodecValue<typeof overwrite>;

const profile = { name: text(limits.nicknameBytes), colour };

const governanceVariants = {
  /** First operation of a community; the community's id commits to it. */
  genesis: [
    0,
    struct({
      founder: memberId,
      nonce: fixedBytes(16),
      name,
      createdAt: moment,
      epochCommitment: key32,
    }),
  ],
  /** A person comes in with a device: the founder at genesis (`invite` null), others by an invite's signature. */
  memberJoined: [
    1,
    struct({
      certificate: deviceCertificate,
      ...profile,
      invite: nullable(struct({ id: inviteId, proof: signature })),
    }),
  ],
  communityEdited: [
    2,
    struct({ name: nullable(name), description: nullable(text(limits.descriptionBytes)) }),
  ],
  categoryCreated: [3, struct({ name, order: text(64) })],
  categoryEdited: [
    4,
    struct({
      category: categoryId,
      name: nullable(name),
      order: nullable(text(64)),
      deleted: nullable(bool),
    }),
  ],
  channelCreated: [
    5,
    struct({
      kind: word(channelKinds),
      name,
      topic: text(limits.topicBytes),
      category: nullable(categoryId),
      order: text(64),
    }),
  ],
  channelEdited: [
    6,
    struct({
      channel: channelId,
      name: nullable(name),
      topic: nullable(text(limits.topicBytes)),
      place: nullable(struct({ category: nullable(categoryId), order: text(64) })),
      deleted: nullable(bool),
    }),
  ],
  roleCreated: [
    7,
    struct({
      name,
      colour: nullable(colour),
      order: text(64),
      permissions: permissionBits,
      hoist: bool,
      mentionable: bool,
    }),
  ],
  /** `role` null edits what everyone may do. */
  roleEdited: [
    8,
    struct({
      role: nullable(roleId),
      name: nullable(name),
      colour: nullable(colour),
      order: nullable(text(64)),
      permissions: nullable(permissionBits),
      hoist: nullable(bool),
      mentionable: nullable(bool),
      deleted: nullable(bool),
    }),
  ],
  roleGranted: [9, struct({ member: memberId, role: roleId })],
  roleRevoked: [10, struct({ member: memberId, role: roleId })],
  overwriteSet: [
    11,
    struct({
      place: union({ category: [0, struct({ id: categoryId })], channel: [1, struct({ id: channelId })] }),
      overwrite,
    }),
  ],
  inviteCreated: [
    12,
    struct({
      invite: inviteId,
      agreementKey: key32,
      expiresAt: nullable(moment),
      maxUses: nullable(uint(limits.inviteMaxUses)),
      roles: list(roleId, limits.rolesPerInvite),
    }),
  ],
  inviteRevoked: [13, struct({ invite: inviteId })],
  /** Kick, ban, or leaving: ends a membership at a cut and opens the next epoch in the same act. */
  memberRemoved: [
    14,
    struct({
      member: memberId,
      ban: bool,
      reason,
      cuts,
      epoch: nullable(newEpoch),
    }),
  ],
  memberUnbanned: [15, struct({ member: memberId })],
  profileEdited: [16, struct(profile)],
  epochOpened: [17, newEpoch],
  ...keyVariants,
  ...steeringVariants,
} as const;

const timelineVariants = {
  posted: [
    64,
    struct({
      text: text(limits.messageBytes),
      replyTo: nullable(messageId),
      /** The message a thread hangs from; null in the channel itself. */
      thread: nullable(messageId),
      mentions: list(
        union({
          member: [0, struct({ id: memberId })],
          role: [1, struct({ id: roleId })],
          everyone: [2, struct({})],
        }),
        limits.mentionsPerMessage,
      ),
    }),
  ],
  edited: [65, struct({ message: messageId, text: text(limits.messageBytes) })],
  deleted: [66, struct({ message: messageId })],
  reacted: [67, struct({ message: messageId, emoji: text(limits.emojiBytes), on: bool })],
  /** A message brought from elsewhere: shown as imported, never as a member's own words. */
  imported: [
    68,
    struct({
      author: text(limits.nicknameBytes),
      at: hybridTime,
      text: text(limits.messageBytes),
      replyTo: nullable(messageId),
      system: nullable(word(systemLines)),
      /** Names the source line, so that an import run twice makes no doubles. */
      source: fixedBytes(16),
    }),
  ],
  threadNamed: [69, struct({ message: messageId, name })],
  /**
   * Makes a message of its own author a comment on a range of the place's note or on a card of its board.
   * `anchor` is the engine's (null: on the whole note), `quote` what stood there, for when it is gone.
   */
  anchored: [
    70,
    struct({
      message: messageId,
      target: union({
        note: [0, struct({ anchor: nullable(blob(limits.commentAnchorBytes)) })],
        card: [1, struct({ card: text(limits.cardIdBytes) })],
      }),
      quote: text(limits.commentQuoteBytes),
      /** What the author would put in the quote's place. */
      suggestion: nullable(text(limits.messageBytes)),
    }),
  ],
  /** By its author, or by who may edit the page. */
  commentClosed: [71, struct({ message: messageId, outcome: word(commentOutcomes) })],
} as const;

/** What a person's devices tell each other, in the own space's stream: part of no community's rules or timelines. */
const selfVariants = {
  /** A piece of an update of the own document; `more` says that the next in this log goes on with it. */
  selfUpdated: [47, struct({ update: blob(limits.selfPieceBytes), more: bool })],
} as const;

const documentCodec = union(documentVariants);
const governanceCodec = union(governanceVariants);
const timelineCodec = union(timelineVariants);
const selfCodec = union(selfVariants);

export type GovernanceOp = CodecValue<typeof governanceCodec>;
export type TimelineOp = CodecValue<typeof timelineCodec>;
/** An operation of a newer version: its raw bytes, tag first. */
export type UnknownOp = { readonly type: 'unknown'; readonly raw: Uint8Array };
export type SelfOp = CodecValue<typeof selfCodec>;
/** What is done to a note or a board, in its own stream. */
export type DocumentOp = CodecValue<typeof documentCodec>;
export type Operation = GovernanceOp | TimelineOp | DocumentOp | SelfOp | UnknownOp;
export type OperationType = Operation['type'];
export type OperationOf<T extends OperationType> = Extract<Operation, { readonly type: T }>;

const all = union({ ...governanceVariants, ...timelineVariants, ...documentVariants, ...selfVariants });
const knownTags = new Set<number>(
  [
    ...Object.values(governanceVariants),
    ...Object.values(timelineVariants),
    ...Object.values(documentVariants),
    ...Object.values(selfVariants),
  ].map(([tag]) => tag),
);
/** The tags of all operations that this version knows, ascending: tells files of another version apart. */
export const operationTags: Uint8Array = Uint8Array.from([...knownTags].sort((a, b) => a - b));
const governanceTypes = new Set<string>(Object.keys(governanceVariants));
const timelineTypes = new Set<string>(Object.keys(timelineVariants));

export const isGovernanceOp = (op: Operation): op is GovernanceOp => governanceTypes.has(op.type);
const documentTypes = new Set<string>(Object.keys(documentVariants));

export const isDocumentOp = (op: Operation): op is DocumentOp => documentTypes.has(op.type);
export const isTimelineOp = (op: Operation): op is TimelineOp => timelineTypes.has(op.type);

const raw = blob(limits.opBytes);

/** Length-prefixed, so that operations of a newer version can be stepped over and kept. */
export const operation: Codec<Operation> = {
  write(writer, op) {
    if (op.type !== 'unknown') return raw.write(writer, encode(all, op));
    const [tag] = op.raw;
    if (tag === undefined || knownTags.has(tag))
      throw new Error('bug: an unknown operation has an unknown tag');
    raw.write(writer, op.raw);
  },
  read(reader) {
    const bytes = raw.read(reader);
    const tag = bytes[0];
    if (tag === undefined) return reader.fail('empty operation');
    if (!knownTags.has(tag)) return { type: 'unknown', raw: bytes };
    const op = decode(all, bytes);
    return op.ok ? op.value : reader.fail(op.error.reason);
  },
};

/** The genesis operation's canonical bytes, which the community's id commits to. */
export const genesisToBytes = (op: OperationOf<'genesis'>): Uint8Array => encode(operation, op);

/** What an envelope's sealed body holds: its time and its operations. */
export const envelopeContent = struct({ time: hybridTime, ops: list(operation, limits.opsPerEnvelope) });
export type EnvelopeContent = CodecValue<typeof envelopeContent>;
