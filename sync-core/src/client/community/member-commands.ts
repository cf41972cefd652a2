/**
 * Who is in, who reads what: removals, keys and private channels [T11, T13]. A removal and the key that its
 * target doesn't get are one operation; what the target wrote is cut at what is known here. Every private
 * channel that both could see gets its new key in the same commit.
 */
import { err, ok, textToBytes, toWellFormed } from '../../base/index.ts';
import { opToEpochId } from '../../crypto/index.ts';
import { can, everyoneRole } from '../../governance/index.ts';
import {
  type CategoryId,
  type ChannelId,
  type ChannelKind,
  type GovernanceOp,
  governanceStream,
  type MemberId,
  type OperationOf,
  type OpId,
  opToChannelId,
  permissionsOf,
  type RoleId,
  streamToKey,
} from '../../model/index.ts';
import { notAllowed, notFound, type Outcome } from '../errors.ts';
import { createActing, lastOrder } from './acting.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import type { KeyCare } from './key-care.ts';
import { rotationFor } from './rotation.ts';
import type { Writer } from './writer.ts';

type Done = Outcome<Record<string, never>>;

export type MemberCommands = {
  /** Ends a membership. Another invite brings them back. */
  kick(member: MemberId, reason: string): Promise<Done>;
  /** Ends a membership, or keeps a stranger out, until it is lifted. */
  ban(member: MemberId, reason: string): Promise<Done>;
  /** Ends the own membership. */
  leave(): Promise<Done>;
  /** Opens the next epoch: of a private channel, or of everyone where `channel` is null. */
  rotateKeys(channel: ChannelId | null): Promise<Done>;
  /** A channel that only these roles and members see, and the own person; its keys are theirs alone. */
  createPrivateChannel(channel: {
    readonly category: CategoryId | null;
    readonly kind: ChannelKind;
    readonly name: string;
    readonly topic: string;
    readonly roles: readonly RoleId[];
    readonly members: readonly MemberId[];
  }): Promise<Outcome<{ readonly channel: ChannelId }>>;
  /** Sets what a role (`everyoneRole` for all) or member may do in a channel. Keys follow in the same commit. */
  setOverwrite(channel: ChannelId, overwrite: OperationOf<'overwriteSet'>['overwrite']): Promise<Done>;
};

export type MemberCommandsDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly keyCare: KeyCare;
  readonly publish: (changes: Changes) => void;
};

/** What a cut takes in an operation: stream, log, length and head, rounded up. */
const cutBytes = 160;
const view = permissionsOf('viewChannel');
const done = ok<Record<string, never>>({});

export const createMemberCommands = (deps: MemberCommandsDeps): MemberCommands => {
  const { core, writer, inbound, keyCare, publish } = deps;
  const { store, governance, self } = core;

  const { commit, write, refusalOf } = createActing({ core, writer, publish });

  /** Writes one act after another, each judged in the state that those before it made. */
  const act = (ops: readonly GovernanceOp[], changes: Changes): Outcome<readonly OpId[]> => {
    const ids: OpId[] = [];
    for (const op of ops) {
      const refused = refusalOf(op);
      if (refused) return err(refused);
      const written = write(governanceStream, [op], changes);
      if (!written.ok) return written;
      ids.push(...written.value);
    }
    return ok(ids);
  };

  /** Of each log of theirs, what is known of it here. */
  const cutsOf = (member: MemberId): OperationOf<'memberRemoved'>['cuts'] => {
    const { devices } = governance.current();
    return store.streams().flatMap((stream) =>
      store
        .chains(stream)
        .filter(({ opening }) => devices.get(opening.device)?.member === member)
        .map(({ log, length, head, tail }) => ({
          stream: streamToKey(stream),
          cut: { log, length: tail?.to ?? length, head: tail?.head ?? head },
        })),
    );
  };

  const remove = (member: MemberId, ban: boolean, reason: string): Promise<Done> =>
    commit((changes) => {
      const state = governance.current();
      const cuts = cutsOf(member);
      const bare: OperationOf<'memberRemoved'> = {
        type: 'memberRemoved',
        member,
        ban,
        reason: toWellFormed(reason),
        cuts,
        epoch: null,
      };
      const target = state.members.get(member);
      if (target === undefined || member === self) {
        // A stranger holds no key; one's own next key is not for oneself to make.
        const acted = act([bare], changes);
        inbound.settle(changes);
        return acted.ok ? done : acted;
      }
      const rotation = rotationFor(core, state, null, {
        leaving: member,
        taken: cuts.length * cutBytes + textToBytes(bare.reason).length,
      });
      const acted = act([{ ...bare, epoch: rotation.newEpoch }], changes);
      if (!acted.ok) return acted;
      core.keys.take(governance.current());
      const [id] = acted.value;
      if (id !== undefined) {
        const rest = act(rotation.rest(opToEpochId(id)), changes);
        if (!rest.ok) return rest;
      }
      keyCare.tend(changes);
      return done;
    });

  /** Acts, then gives the audiences that changed their keys. */
  const actAndTend = (ops: readonly GovernanceOp[]): Promise<Done> =>
    commit((changes) => {
      const acted = act(ops, changes);
      if (!acted.ok) return acted;
      keyCare.tend(changes);
      return done;
    });

  return {
    kick: (member, reason) => remove(member, false, reason),
    ban: (member, reason) => remove(member, true, reason),
    leave: () => remove(self, false, ''),
    rotateKeys: (channel) =>
      commit((changes) => {
        if (channel !== null && !governance.current().channels.has(channel)) return notFound;
        if (!writer.rotate(channel, changes)) return notAllowed('viewChannel');
        inbound.settle(changes);
        return done;
      }),
    createPrivateChannel: ({ roles, members, ...wanted }) =>
      commit((changes) => {
        const state = governance.current();
        const siblings = [...state.channels.values()].filter(({ category }) => category === wanted.category);
        const order = lastOrder(siblings);
        const made = act([{ type: 'channelCreated', ...wanted, order }], changes);
        if (!made.ok) return made;
        const [id] = made.value;
        if (id === undefined) return notFound;
        const channel = opToChannelId(id);
        const overwrite = (
          target: OperationOf<'overwriteSet'>['overwrite']['target'],
          allow: bigint,
          deny: bigint,
        ): GovernanceOp => ({
          type: 'overwriteSet',
          place: { type: 'channel', id: channel },
          overwrite: { target, allow, deny },
        });
        const allowed = act(
          [
            ...[...new Set([...members, self])].map((member) =>
              overwrite({ type: 'member', id: member }, view, 0n),
            ),
            ...[...new Set(roles)].map((role) => overwrite({ type: 'role', id: role }, view, 0n)),
            overwrite({ type: 'role', id: everyoneRole(state.id) }, 0n, view),
          ],
          changes,
        );
        if (!allowed.ok) return allowed;
        keyCare.tend(changes);
        return can(governance.current(), self, 'viewChannel', { channel })
          ? ok({ channel })
          : notAllowed('viewChannel');
      }),
    setOverwrite: (channel, overwrite) =>
      actAndTend([{ type: 'overwriteSet', place: { type: 'channel', id: channel }, overwrite }]),
  };
};
