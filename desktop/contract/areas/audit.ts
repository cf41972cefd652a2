/** The contract's part on what was done and why it counts, and the community as of a moment. */
import {
  type AccountKind,
  type AuditNames,
  type AuditPage,
  type AuditReasonView,
  accountKinds,
  limits,
  type OverturnedView,
  type PastView,
  type ViewersView,
} from '@maru/sync-core';
import { z } from 'zod';
import { channelId, communityId, memberId, opId } from '../ids.ts';

const kinds: readonly AccountKind[] = Object.values(accountKinds).flat();
const moment = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const auditFilter = z.object({
  by: memberId.nullable(),
  kinds: z.array(z.enum(kinds)).max(kinds.length).readonly(),
  /** Any id that an act names. */
  target: z.string().max(64).nullable(),
  fromMs: moment.nullable(),
  untilMs: moment.nullable(),
  counts: z.boolean().nullable(),
});

export const auditCommands = {
  /** What was overturned was seen. */
  dismissOverturned: z.object({
    community: communityId,
    ops: z.array(opId).max(limits.overturnedKept),
  }),
} as const;
export const auditQueries = {
  audit: z.object({
    community: communityId,
    filter: auditFilter,
    /** Only what comes before this entry. */
    before: opId.nullable(),
    limit: z.number().int().min(1).max(limits.auditPage),
  }),
  auditReason: z.object({ community: communityId, op: opId }),
  /** Whom and what the record can be filtered by. */
  auditNames: z.object({ community: communityId }),
  overturned: z.object({ community: communityId }),
  past: z.object({
    community: communityId,
    moment: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('at'), ms: moment }),
      z.object({ kind: z.literal('step'), step: z.number().int().min(0) }),
    ]),
  }),
  pastViewers: z.object({ community: communityId, channel: channelId, at: moment }),
} as const;

/** Only of commands that answer with more than "done". */
export type AuditCommandOutputs = Record<never, never>;
export type AuditQueryOutputs = {
  audit: AuditPage;
  auditReason: AuditReasonView;
  auditNames: AuditNames;
  overturned: readonly OverturnedView[];
  past: PastView;
  pastViewers: ViewersView;
};
