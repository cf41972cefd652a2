/** Good weather's end: all show the same and the relay holds everything, or what keeps them from it. */
import { communityDump } from '../../src/governance/index.ts';
import type { CommunityId } from '../../src/model/index.ts';
import { checkEnd, type View } from './checker.ts';
import type { History } from './history.ts';
import type { Installation } from './installation.ts';
import type { People } from './people.ts';
import type { Timeline } from './timeline.ts';

const agreeMs = 300_000;
const lookEveryMs = 2_000;

export type Agreement = {
  /** What each installation shows now. */
  views(): readonly View[];
  /** Simulated milliseconds until all agree; then everyone posts once more. Null when either never comes. */
  reach(people: People): Promise<number | null>;
  /** Broken promises; none when all agree. */
  judge(): readonly string[];
};

export const createAgreement = (deps: {
  readonly timeline: Timeline;
  readonly runUntil: (time: number) => Promise<void>;
  readonly installations: readonly Installation[];
  readonly history: History;
  readonly community: CommunityId;
}): Agreement => {
  const { timeline, runUntil, installations, history, community: id } = deps;

  const views = (): readonly View[] =>
    installations.flatMap((installation): readonly View[] => {
      const core = installation.community(id)?.core;
      if (!core) return [];
      const community = core.governance.current();
      return [
        {
          name: installation.name,
          projections: core.store.projectionDump(),
          governance: communityDump(community),
          memberNames: new Map([...community.members.values()].map((member) => [member.id, member.name])),
          channels: new Set(community.channels.keys()),
        },
      ];
    });
  const digests = (): ReadonlySet<string> =>
    new Set(installations.map((one) => String(one.community(id)?.core.store.digestOfAll())));
  const unsent = (): number =>
    installations.reduce((sum, one) => sum + (one.community(id)?.core.store.unsentCount() ?? 0), 0);

  const wait = async (): Promise<number | null> => {
    const began = timeline.now();
    for (const installation of installations) installation.client()?.reconnect();
    while (timeline.now() < began + agreeMs) {
      await runUntil(timeline.now() + lookEveryMs);
      if (digests().size === 1 && unsent() === 0 && checkEnd(history, views()).length === 0)
        return timeline.now() - began;
    }
    return null;
  };

  const lostReadPositions = (): readonly string[] =>
    history.entries.flatMap(({ act, state, who, number }) => {
      if (act.kind !== 'read' || state !== 'acknowledged') return [];
      const reader = installations.find(({ name }) => name === who)?.community(id);
      const kept = (reader?.core.store.readPosition(act.place) ?? '') >= act.position;
      return kept ? [] : [`read position ${number} is lost`];
    });

  return {
    views,
    async reach(people) {
      const agreed = await wait();
      if (agreed === null) return null;
      // Life goes on: what everyone says now reaches everyone.
      for (const installation of installations) people.post(installation);
      await runUntil(timeline.now() + lookEveryMs);
      return (await wait()) === null ? null : agreed;
    },
    judge() {
      const seen = views();
      return [
        ...(seen.length < installations.length ? ['somebody is not in the community at the end'] : []),
        ...checkEnd(history, seen),
        ...(digests().size === 1 ? [] : ['version vectors differ at the end']),
        ...(unsent() === 0 ? [] : [`${unsent()} envelopes are not with the relay at the end`]),
        ...lostReadPositions(),
      ];
    },
  };
};
