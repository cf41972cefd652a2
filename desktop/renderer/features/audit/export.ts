/** The filtered record as a file: JSON with ids for programs, CSV in words for people. */
import type { AuditEntryView, AuditFilterInput, CommunityId } from '@maru/sync-core';
import { limits, nameOf } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import type { HostBridge, HostError } from '../../../contract/index.ts';
import { actorName, actWords, changeWords, type TimeWords } from '../../text/audit-words.ts';
import { refusedActWords } from '../../text/refusals.ts';

export type ExportFormat = 'json' | 'csv';

/** Everything that suits, page by page. */
export const readAll = async (
  bridge: HostBridge,
  community: CommunityId,
  filter: AuditFilterInput,
): Promise<{ readonly entries: readonly AuditEntryView[]; readonly error: HostError | null }> => {
  const entries: AuditEntryView[] = [];
  for (;;) {
    const before = entries.at(-1)?.op ?? null;
    const page = await bridge.query('audit', { community, filter, before, limit: limits.auditPage });
    if (!page.ok) return { entries, error: page.error };
    entries.push(...page.value.entries);
    if (!page.value.hasMore || page.value.entries.length === 0) return { entries, error: null };
  }
};

const iso = (at: number): string => new Date(at).toISOString();

/** Quoted; a cell that a spreadsheet would calculate is text: names are chosen by whoever bears them. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

const exactTime: TimeWords = { relative: iso, exact: iso };

export const toCsv = (t: TFunction, entries: readonly AuditEntryView[]): string => {
  const columns = ['when', 'who', 'act', 'changes', 'reason', 'counts', 'why not', 'id'];
  const rows = entries.map((entry) => [
    iso(entry.at),
    actorName(t, entry.author),
    actWords(t, entry),
    entry.changes.map((change) => changeWords(t, change, exactTime)).join('; '),
    entry.reason,
    entry.refusal === null ? 'yes' : 'no',
    entry.refusal === null
      ? ''
      : refusedActWords(t, entry.refusal.reason, {
          who: actorName(t, entry.author),
          permission: entry.refusal.permission,
        }),
    entry.op,
  ]);
  // The mark tells spreadsheets that it is UTF-8.
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
};

export const toJson = (entries: readonly AuditEntryView[]): string =>
  `${JSON.stringify(
    entries.map(({ op, at, kind, author, targets, changes, reason, refusal, datedBack }) => ({
      id: op,
      at: iso(at),
      datedBack,
      kind,
      author,
      targets: targets.map((target) => ({ kind: target.kind, id: target.id, name: nameOf(target) })),
      changes,
      reason,
      counts: refusal === null,
      refusal,
    })),
    null,
    2,
  )}\n`;
