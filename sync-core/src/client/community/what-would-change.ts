/** A dry run in as few lines as tell it: who gains and loses what, and where. Pure. */
import { compareStrings } from '../../base/index.ts';
import { type Community, can, type DryRun, type Effect } from '../../governance/index.ts';
import type { ChannelId, MemberId, Permission } from '../../model/index.ts';
import type { DryRunView, EffectView } from '../role-views.ts';
import { personOf } from './people.ts';

/** Names shown of those concerned; the rest are counted. */
const namesShown = 3;

type Change = { readonly way: 'gained' | 'lost'; readonly permission: Permission };
type Where = ChannelId | null;

/** Who has all is told of being an administrator only. */
const tellingOf = ({ gained, lost }: Effect): readonly Change[] => {
  const told = (way: Change['way'], permissions: readonly Permission[]): readonly Change[] =>
    (permissions.includes('administrator') ? (['administrator'] as const) : permissions).map(
      (permission) => ({
        way,
        permission,
      }),
    );
  return [...told('gained', gained), ...told('lost', lost)];
};

const administrators = (effects: readonly Effect[]): ReadonlySet<string> => {
  const known = new Set<string>();
  for (const { member, place, gained, lost } of effects) {
    if (place !== null) continue;
    if (gained.includes('administrator')) known.add(`gained ${member}`);
    if (lost.includes('administrator')) known.add(`lost ${member}`);
  }
  return known;
};

type Line = {
  readonly changes: Change[];
  readonly members: readonly MemberId[];
  readonly places: readonly Where[];
};

/** First by permission and place with whom it concerns; then what concerns the same people at the same places is one line. */
const linesOf = (effects: readonly Effect[]): readonly Line[] => {
  const sweeping = administrators(effects);
  const byChange = new Map<string, { readonly change: Change; readonly at: Map<Where, MemberId[]> }>();
  for (const effect of effects) {
    const where = effect.place?.channel ?? null;
    for (const change of tellingOf(effect)) {
      if (change.permission !== 'administrator' && sweeping.has(`${change.way} ${effect.member}`)) continue;
      const key = `${change.way} ${change.permission}`;
      const known = byChange.get(key) ?? { change, at: new Map<Where, MemberId[]>() };
      byChange.set(key, known);
      known.at.set(where, [...(known.at.get(where) ?? []), effect.member]);
    }
  }
  const lines = new Map<string, Line>();
  for (const { change, at } of byChange.values()) {
    const together = new Map<string, { readonly members: readonly MemberId[]; readonly places: Where[] }>();
    for (const [where, members] of at) {
      const key = members.join();
      const known = together.get(key) ?? { members, places: [] };
      together.set(key, known);
      known.places.push(where);
    }
    for (const [who, { members, places }] of together) {
      const key = `${who} ${places.join()}`;
      const known = lines.get(key) ?? { changes: [], members, places };
      lines.set(key, known);
      known.changes.push(change);
    }
  }
  return [...lines.values()];
};

const toView = (community: Community, self: MemberId, { changes, members, places }: Line): EffectView => {
  const named = (way: Change['way']): readonly Permission[] =>
    changes.filter((change) => change.way === way).map(({ permission }) => permission);
  const channels = places.flatMap((where) => (where === null ? [] : [where]));
  const everywhere = places.includes(null);
  const shown = everywhere
    ? []
    : channels.filter((channel) => can(community, self, 'viewChannel', { channel }));
  return {
    gained: named('gained'),
    lost: named('lost'),
    members: members.length,
    names: members
      .map((member) => personOf(community, member).name)
      .sort(compareStrings)
      .slice(0, namesShown),
    everywhere,
    channels: shown.map((id) => ({ id, name: community.channels.get(id)?.name ?? '' })),
    hidden: everywhere ? 0 : channels.length - shown.length,
  };
};

/** What a change would do, for who is about to save it. */
export const whatWouldChange = (community: Community, self: MemberId, run: DryRun): DryRunView => ({
  refusal: run.refusal && (run.refusal.permission ?? run.refusal.reason),
  effects: linesOf(run.effects)
    .map((line) => toView(community, self, line))
    .sort((a, b) => b.members - a.members),
  grave: run.effects.some(
    ({ gained, lost }) => lost.includes('viewChannel') || gained.includes('administrator'),
  ),
});
