/** What people do with the community itself: its settings, its rules, its owner's office [T12]. */
import { bytesEqual, err, ok, toWellFormed } from '../../base/index.ts';
import type { SuccessionPolicy } from '../../governance/index.ts';
import {
  type ChannelId,
  type GovernanceOp,
  governanceStream,
  type MemberId,
  type NotificationLevel,
  type OperationOf,
  type OpId,
} from '../../model/index.ts';
import { notAllowed, type Outcome } from '../errors.ts';
import { type ActingDeps, createActing } from './acting.ts';
import type { Inbound } from './inbound.ts';
import { isPicture, pictureHash } from './picture.ts';

type Done = Outcome<Record<string, never>>;

export type CommunityChange = {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** The picture's bytes; null for none. */
  readonly icon?: Uint8Array | null | undefined;
  readonly notifications?: NotificationLevel | undefined;
  readonly systemChannel?: ChannelId | null | undefined;
  /** Empty for none. Who is in already owes nothing. */
  readonly rules?: string | undefined;
};

export type OfficeCommands = {
  /** All of it in one envelope, or nothing. */
  editCommunity(change: CommunityChange): Promise<Done>;
  /** Names the rules that were read: others that came meanwhile aren't accepted by it. */
  acceptRules(rules: OpId): Promise<Done>;
  transferOwnership(to: MemberId): Promise<Done>;
  setSuccession(policy: SuccessionPolicy | null): Promise<Done>;
  voteForSuccessor(successor: MemberId): Promise<Done>;
};

export type OfficeCommandsDeps = ActingDeps & { readonly inbound: Inbound };

const done = ok<Record<string, never>>({});
const setting = <T>(value: T | null | undefined): { readonly to: T | null } | null =>
  value === undefined ? null : { to: value };

export const createOfficeCommands = (deps: OfficeCommandsDeps): OfficeCommands => {
  const { core, inbound } = deps;
  const { suite, governance } = core;
  const { commit, write, refusalOf } = createActing(deps);

  const act = (...ops: readonly GovernanceOp[]): Promise<Done> =>
    commit((changes) => {
      for (const op of ops) {
        const refused = refusalOf(op);
        if (refused) return err(refused);
      }
      const written = write(governanceStream, ops, changes);
      if (!written.ok) return written;
      inbound.settle(changes);
      return done;
    });

  /** The picture before the setting that names it; a picture that is here already isn't sent again. */
  const pictureOps = (icon: Uint8Array): readonly OperationOf<'pictureStored'>[] => {
    const { picture } = governance.current();
    return picture !== null && bytesEqual(picture, icon) ? [] : [{ type: 'pictureStored', bytes: icon }];
  };

  return {
    async editCommunity({ name, description, icon, notifications, systemChannel, rules }) {
      if (icon && !isPicture(icon)) return notAllowed('invalid-value');
      const ops: GovernanceOp[] = [];
      if (name !== undefined || description !== undefined)
        ops.push({
          type: 'communityEdited',
          name: name === undefined ? null : toWellFormed(name),
          description: description === undefined ? null : toWellFormed(description),
        });
      if (icon) ops.push(...pictureOps(icon));
      if ([icon, notifications, systemChannel, rules].some((value) => value !== undefined))
        ops.push({
          type: 'communitySettingsEdited',
          icon: setting(icon ? pictureHash(suite, icon) : icon),
          notifications: notifications ?? null,
          systemChannel: setting(systemChannel),
          rules: rules === undefined ? null : toWellFormed(rules),
        });
      return ops.length === 0 ? done : act(...ops);
    },
    acceptRules: (rules) => act({ type: 'rulesAccepted', rules }),
    transferOwnership: (to) => act({ type: 'ownershipTransferred', to }),
    setSuccession: (policy) => act({ type: 'successionSet', policy }),
    voteForSuccessor: (successor) => act({ type: 'successionVoted', successor }),
  };
};
