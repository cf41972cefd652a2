/**
 * Setting levels, mutes and do-not-disturb. They stand in the own document and follow the person. A mute that
 * ends and a schedule that begins or ends are told as they happen, since marks look different then.
 */
import { ok } from '../../base/index.ts';
import type { AttentionSubject, QuietHours, SetSelf } from '../../documents/index.ts';
import { type CommunityId, limits, type NotificationLevel } from '../../model/index.ts';
import type { Clock } from '../../ports/index.ts';
import type { QuietView } from '../attention-views.ts';
import type { Outcome } from '../errors.ts';
import type { EventSink } from '../events.ts';
import type { SelfState } from '../self/self-state.ts';
import { forever } from './attention-of.ts';
import { defaultQuiet, isQuiet } from './quiet.ts';

type Done = Promise<Outcome<Record<string, never>>>;

export type AttentionSettings = {
  /** `null`: what is around the subject counts. */
  setLevel(subject: AttentionSubject, level: NotificationLevel | null): Done;
  /** `null`: for good. */
  mute(subject: AttentionSubject, forMs: number | null): Done;
  unmute(subject: AttentionSubject): Done;
  /** Mentions of everyone, or of roles, that shall not call. */
  suppress(community: CommunityId, mentions: 'everyone' | 'roles', on: boolean): Done;
  setQuiet(quiet: QuietHours): Done;
  quiet(): QuietView;
};

export type AttentionSettingsDeps = {
  readonly self: SelfState;
  readonly clock: Clock;
  readonly emit: EventSink;
  /** Resolves once what `task` wrote is durable. */
  readonly saved: (task: () => Outcome<Record<string, never>>) => Done;
  readonly communities: () => Iterable<CommunityId>;
};

export const createAttentionSettings = (
  deps: AttentionSettingsDeps,
): { readonly settings: AttentionSettings; stop(): void } => {
  const { self, clock, emit } = deps;
  const quiet = (): QuietHours => self.get({ kind: 'quiet' }) ?? defaultQuiet;

  const tell = (communities: Iterable<CommunityId>): void => {
    emit('attentionChanged', {});
    for (const community of communities) emit('sidebarChanged', { community });
    emit('communitiesChanged', {});
  };

  /** Communities of which something is muted now, as text to compare, and whether it is quiet. */
  const standing = () => {
    const now = clock.now();
    const muted = self
      .keys('mute')
      .filter((key) => (self.get(key) ?? 0) > now)
      .map(({ subject }) => subject);
    return { muted: JSON.stringify(muted), quiet: isQuiet(quiet(), now) };
  };
  let known = standing();
  let cancel: () => void;
  const look = (): void => {
    const before = known;
    known = standing();
    if (known.muted !== before.muted) tell(deps.communities());
    else if (known.quiet !== before.quiet) emit('attentionChanged', {});
    // Clocks jump and machines sleep: looked at anew rather than slept through until the next end.
    cancel = clock.schedule(limits.dueCheckMs, look);
  };
  cancel = clock.schedule(limits.dueCheckMs, look);

  const change = (communities: Iterable<CommunityId>, task: (set: SetSelf) => void): Done =>
    deps.saved(() => {
      self.change(task);
      known = standing();
      tell(communities);
      return ok({});
    });

  return {
    settings: {
      setLevel: (subject, level) =>
        change([subject.community], (set) => set({ kind: 'level', subject }, level)),
      mute: (subject, forMs) =>
        change([subject.community], (set) =>
          set({ kind: 'mute', subject }, forMs === null ? forever : Math.floor(clock.now() + forMs)),
        ),
      unmute: (subject) => change([subject.community], (set) => set({ kind: 'mute', subject }, null)),
      suppress: (community, mentions, on) =>
        change([community], (set) => set({ kind: 'suppress', community, mentions }, on)),
      setQuiet: (wanted) => change([], (set) => set({ kind: 'quiet' }, wanted)),
      quiet: () => ({ ...quiet(), active: isQuiet(quiet(), clock.now()) }),
    },
    stop: () => cancel(),
  };
};
