/**
 * The secrets of invites that were made on this device, so that a link can be shown again. They are in the
 * community's file and nowhere else: whoever didn't make an invite can't show its link.
 */
import { bytesToHex, type CodecValue, decode, encode, fixedBytes, list, struct } from '../../base/index.ts';
import { inviteKeys, inviteSeedBytes, ticketToLink } from '../../crypto/index.ts';
import { type Community, type Invite, refuseInvite } from '../../governance/index.ts';
import { type InviteId, limits } from '../../model/index.ts';
import type { CommunityCore } from './core.ts';

const setting = 'made-invites';
const madeCodec = struct({ seeds: list(fixedBytes(inviteSeedBytes), limits.invitesKept) });
type Made = CodecValue<typeof madeCodec>;

export type MadeInvites = {
  /** Keeps an invite's secret. Runs in the commit that makes the invite. */
  remember(seed: Uint8Array): void;
  seedOf(invite: InviteId): Uint8Array | null;
  /** Those that still let somebody in, the newest first. */
  open(): readonly { readonly invite: Invite; readonly seed: Uint8Array }[];
  /** The link with the keys that are held now; null where the secret or a key is not here. */
  linkOf(invite: Pick<Invite, 'id' | 'expiresAt'>): string | null;
};

export type MadeInvitesDeps = {
  readonly core: CommunityCore;
  readonly accessSeed: Uint8Array;
  readonly relayUrl: () => string;
};

/** The page that a relay serves beside its socket: where an invite link points. */
export const relayToWebUrl = (relayUrl: string): string => {
  const [, scheme = 'ws', rest = ''] = /^(wss?):\/\/([^/]+)/.exec(relayUrl) ?? [];
  return `${scheme === 'wss' ? 'https' : 'http'}://${rest}/`;
};

export const createMadeInvites = ({ core, accessSeed, relayUrl }: MadeInvitesDeps): MadeInvites => {
  const { suite, store, governance, community, genesisHash, clock, device } = core;
  /** By the bytes they were read from, as deriving keys is dear. */
  let known: { readonly saved: string; readonly byId: ReadonlyMap<InviteId, Uint8Array> } | null = null;

  const read = (): Made['seeds'] => {
    const saved = store.setting(setting);
    const made = saved === null ? null : decode(madeCodec, saved);
    return made?.ok ? made.value.seeds : [];
  };
  const byId = (): ReadonlyMap<InviteId, Uint8Array> => {
    const seeds = read();
    const saved = seeds.map(bytesToHex).join();
    if (known?.saved !== saved)
      known = { saved, byId: new Map(seeds.map((seed) => [inviteKeys(suite, seed).invite, seed])) };
    return known.byId;
  };
  const isOpen = (state: Community, id: InviteId): boolean => {
    const refusal = refuseInvite(state, id, clock.now());
    return refusal === null || refusal === 'invite-paused';
  };

  return {
    remember(seed) {
      const state = governance.current();
      const others = [...byId()];
      // Where there is no room, those that let nobody in go first, then the oldest.
      const kept = [
        ...others.filter(([id]) => !isOpen(state, id)),
        ...others.filter(([id]) => isOpen(state, id)),
      ].slice(-(limits.invitesKept - 1));
      store.saveSetting(setting, encode(madeCodec, { seeds: [...kept.map(([, one]) => one), seed] }));
    },
    seedOf: (invite) => byId().get(invite) ?? null,
    open() {
      const state = governance.current();
      return [...byId()].reverse().flatMap(([id, seed]) => {
        const invite = state.invites.get(id);
        return invite && refuseInvite(state, id, clock.now()) === null ? [{ invite, seed }] : [];
      });
    },
    linkOf({ id, expiresAt }) {
      const seed = byId().get(id);
      const state = governance.current();
      const key = core.keys.latest(state);
      if (seed === undefined || key === null) return null;
      return ticketToLink(relayToWebUrl(relayUrl()), {
        community,
        accessSeed,
        genesisHash,
        epoch: key.epoch,
        epochKey: key.key,
        earlier: core.keys
          .everyones(state)
          .filter(({ epoch }) => epoch !== key.epoch)
          .slice(0, limits.keysPerInvite),
        inviteSeed: seed,
        inviter: device.device,
        relayUrl: relayUrl(),
        name: state.name,
        expiresAt,
      });
    },
  };
};
