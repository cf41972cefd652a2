/** Commands on what was told of the record. */
import { ok } from '../../base/index.ts';
import type { OpId } from '../../model/index.ts';
import type { Outcome } from '../errors.ts';
import { type ActingDeps, createActing } from './acting.ts';
import type { OverturnedNotices } from './overturned-notices.ts';

export type AuditCommands = {
  /** What was overturned was seen: it isn't told again. */
  dismissOverturned(ops: readonly OpId[]): Promise<Outcome<Record<string, never>>>;
};

export const createAuditCommands = (deps: ActingDeps, notices: OverturnedNotices): AuditCommands => ({
  dismissOverturned: (ops) =>
    createActing(deps).commit(() => {
      notices.dismiss(ops);
      return ok({});
    }),
});
