/**
 * Decisions of one's own, and about oneself, that a late operation overturned: kept in the community's file until
 * they are dismissed, so that a reload loses none [T10]. One for each act; what counts again as it did before
 * anyone looked has nothing to tell.
 */
import { bool, type CodecValue, decode, encode, list, nullable, struct, varint } from '../../base/index.ts';
import { causeOf, concerns, operationsOf } from '../../governance/index.ts';
import { type DeviceId, limits, type MemberId, type Operation, type OpId, opId } from '../../model/index.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { OverturnedBy } from './governance-state.ts';

const setting = 'overturned';
const noticeCodec = struct({ op: opId, cause: nullable(opId), counted: bool, at: varint });
const noticesCodec = struct({ notices: list(noticeCodec, limits.overturnedKept) });
/** `counted`: whether it did when this was last dismissed or first heard of. */
export type OverturnedNotice = CodecValue<typeof noticeCodec>;

export type OverturnedNotices = {
  /** Keeps what concerns the own person. Runs in the commit that overturned it. */
  note(overturned: readonly OverturnedBy[], changes: Changes): void;
  /** The latest first. */
  list(): readonly OverturnedNotice[];
  /** Takes these off the list. */
  dismiss(ops: readonly OpId[]): void;
};

type Core = Pick<CommunityCore, 'store' | 'governance' | 'suite' | 'clock' | 'self'>;

export const createOverturnedNotices = (core: Core): OverturnedNotices => {
  const { store, governance, suite, clock, self } = core;

  const read = (): readonly OverturnedNotice[] => {
    const saved = store.setting(setting);
    const kept = saved === null ? null : decode(noticesCodec, saved);
    return kept?.ok ? kept.value.notices : [];
  };
  const write = (notices: readonly OverturnedNotice[]): void => {
    const kept = notices.slice(0, limits.overturnedKept);
    store.saveSetting(setting, kept.length === 0 ? null : encode(noticesCodec, { notices: kept }));
  };

  const authorOf = (device: DeviceId, op: Operation): MemberId | null =>
    op.type === 'memberJoined' ? op.certificate.member : governance.memberOf(device);

  const noticesOf = ({ acts, came }: OverturnedBy): readonly OverturnedNotice[] => {
    const community = governance.current();
    let arrived: ReturnType<typeof operationsOf> | null = null;
    return acts.flatMap((act) => {
      const counted = act.before === null;
      const envelope = governance.envelope(act.envelope);
      if (envelope === null || counted === (act.after === null)) return [];
      const written = operationsOf(suite, [envelope]).find(({ id }) => id === act.op);
      if (written === undefined) return [];
      const author = authorOf(act.device, written.op);
      if (!concerns(written.op, act.op, author, self)) return [];
      arrived ??= operationsOf(suite, came);
      return [{ op: act.op, cause: causeOf(community, act, author, arrived), counted, at: clock.now() }];
    });
  };

  return {
    list: read,
    note(overturned, changes) {
      const fresh = overturned.flatMap(noticesOf);
      if (fresh.length === 0) return;
      const notices = new Map(read().map((notice) => [notice.op, notice]));
      for (const notice of fresh) {
        const known = notices.get(notice.op);
        notices.delete(notice.op);
        // Told of already: this takes it back to what it was.
        if (known === undefined || known.counted === notice.counted) notices.set(notice.op, notice);
      }
      write([...notices.values()].sort((a, b) => b.at - a.at));
      changes.overturned += fresh.length;
    },
    dismiss(ops) {
      const gone = new Set(ops);
      write(read().filter(({ op }) => !gone.has(op)));
    },
  };
};
