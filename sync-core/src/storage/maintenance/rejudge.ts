/** Asks the authority again about stored facts, without opening a single envelope [T10]. */

import { unreachable } from '../../base/index.ts';
import {
  type EnvelopeHash,
  type EpochId,
  type HybridTime,
  isDocumentStream,
  type LogId,
  type MessageId,
  type OperationOf,
  type Position,
  systemLines,
  type TimelineOp,
} from '../../model/index.ts';
import type { SqlRow } from '../../ports/index.ts';
import type { MentionRow, StoreMaintenance } from '../community-store.ts';
import { channelKey, type StoreContext, type Tx, txToChange } from '../context.ts';
import { markDocument, type StaleCode, staleCodes } from '../documents/stale.ts';
import type { TimelineChange } from '../envelope-types.ts';
import { chainById } from '../log/chain-row.ts';
import {
  blob,
  blobOrNull,
  envelopeIdOf,
  envelopeIdToChain,
  envelopeIdToNumber,
  id,
  idOrNull,
  ids,
  int,
  intact,
  intOrNull,
  positionToMs,
  str,
  strOrNull,
} from '../rows.ts';
import { textToAnchor, textToOutcome } from '../timeline/comment-text.ts';
import { actKinds, judgementToRow, type StoredJudgement } from '../timeline/facts.ts';
import { createDirty, type Dirty, markPaceOf, markSource, settle } from '../timeline/fold.ts';
import { parseMentions } from '../timeline/refresh.ts';
import {
  firstPositionAt,
  restraintOfRow,
  type StoredRestraint,
  sameRestraint,
  saveRestraint,
} from '../timeline/restraint.ts';

type Scope = Parameters<StoreMaintenance['rejudge']>[0];
type FactTable = 'message' | 'act';

/** The part of a WHERE clause that a scope stands for, with its parameters. */
const scopeToClauses = (
  context: StoreContext,
  tx: Tx,
  scope: Scope,
): readonly { readonly where: string; readonly params: readonly (number | Uint8Array)[] }[] => {
  switch (scope.kind) {
    case 'all':
      return [{ where: '1', params: [] }];
    case 'waiting':
      return [{ where: 'verdict = 0', params: [] }];
    case 'beyond':
      return scope.reaches.flatMap(({ log, from, sinceMs }) => {
        const row = context.logRow(tx.db, log);
        const chains = row ? tx.db.all('SELECT id, stream_id FROM chain WHERE log_id = ?', [row.id]) : [];
        return chains.map((chain) => ({
          where: 'envelope_id >= ? AND envelope_id < ? AND position >= ?',
          params: [
            envelopeIdOf(int(chain, 'id'), from(context.streamOf(tx.db, int(chain, 'stream_id')), log)),
            envelopeIdOf(int(chain, 'id') + 1, 0),
            firstPositionAt(sinceMs),
          ],
        }));
      });
    case 'some': {
      const byLog = scope.logs.flatMap((log) => {
        const row = context.logRow(tx.db, log);
        return row ? tx.db.all('SELECT id FROM chain WHERE log_id = ?', [row.id]) : [];
      });
      const byChannel = scope.channels.flatMap((channel) => {
        const channelId = channelKey(context, tx.db, channel);
        return channelId === null ? [] : tx.db.all('SELECT id FROM chain WHERE stream_id = ?', [channelId]);
      });
      const chains = new Set([...byLog, ...byChannel].map((row) => int(row, 'id')));
      return [...chains].map((chain) => ({
        where: 'envelope_id >= ? AND envelope_id < ?',
        params: [envelopeIdOf(chain, 0), envelopeIdOf(chain + 1, 0)],
      }));
    }
  }
};

const factColumns: { readonly [table in FactTable]: string } = {
  message:
    'id, op, envelope_id, channel_id, thread, position, verdict, author_id, powers, text, reply_to, mentions, imported, system, source',
  act: 'id, envelope_id, channel_id, position, kind, target, verdict, author_id, powers, text, flag',
};

const positionToTime = (position: Position): HybridTime => ({
  ms: positionToMs(position),
  counter: Number.parseInt(position.slice(12, 16), 16),
});

const mentionToOp = (mention: MentionRow): OperationOf<'posted'>['mentions'][number] => {
  switch (mention.kind) {
    case 'member':
      return { type: 'member', id: mention.member };
    case 'role':
      return { type: 'role', id: mention.role };
    case 'everyone':
      return { type: 'everyone' };
  }
};

/** The operation as it was, but for erased text. */
const rowToMessageOp = (row: SqlRow): TimelineOp => {
  const text = str(row, 'text');
  const replyTo = idOrNull<MessageId>(row, 'reply_to');
  const author = strOrNull(row, 'imported');
  if (author !== null) {
    const system = intOrNull(row, 'system');
    return {
      type: 'imported',
      author,
      at: positionToTime(id(row, 'position')),
      text,
      replyTo,
      system: system === null ? null : (systemLines[system] ?? null),
      source: blob(row, 'source'),
    };
  }
  const mentions = parseMentions(strOrNull(row, 'mentions')).map(mentionToOp);
  return { type: 'posted', text, replyTo, thread: idOrNull(row, 'thread'), mentions };
};

const rowToActOp = (row: SqlRow): TimelineOp => {
  const message = id<MessageId>(row, 'target');
  const kind = actKinds[int(row, 'kind')];
  intact(kind, 'a stored kind is known');
  switch (kind) {
    case 'edited':
      return { type: 'edited', message, text: str(row, 'text') };
    case 'reacted':
      return { type: 'reacted', message, emoji: str(row, 'text'), on: int(row, 'flag') === 1 };
    case 'threadNamed':
      return { type: 'threadNamed', message, name: str(row, 'text') };
    case 'deleted':
      return { type: 'deleted', message };
    case 'anchored':
      return textToAnchor(message, str(row, 'text'));
    case 'commentClosed':
      return { type: 'commentClosed', message, outcome: textToOutcome(str(row, 'text')) };
  }
};

type EnvelopeFacts = {
  readonly log: LogId;
  readonly stream: ReturnType<StoreContext['streamOf']>;
  readonly device: ReturnType<StoreContext['logById']>['opening']['device'];
  readonly epoch: EpochId;
  readonly cites: readonly EnvelopeHash[];
};

const envelopeFacts = (context: StoreContext, tx: Tx, envelope: number): EnvelopeFacts | null => {
  const chain = chainById(tx.db, envelopeIdToChain(envelope));
  const row = tx.db.get(
    `SELECT cites.key AS cites, epoch.key AS epoch FROM envelope JOIN cites ON cites.id = envelope.cites_id
     JOIN epoch ON epoch.id = envelope.epoch_id WHERE envelope.id = ?`,
    [envelope],
  );
  if (!chain || !row) return null;
  const { log, opening } = context.logById(tx.db, chain.logId);
  const stream = context.streamOf(tx.db, chain.streamId);
  const cites = ids<EnvelopeHash>(blob(row, 'cites'), 32);
  return { log, stream, device: opening.device, epoch: id(row, 'epoch'), cites };
};

/** Of erased words nothing can be judged any more: what was judged of them stands. */
const asLastJudged = (
  row: SqlRow,
  before: StoredRestraint | null,
  { verdict, restraint }: StoredJudgement,
): StoredRestraint | null => {
  const erased = row['text'] === '' && row['imported'] === null;
  return erased && verdict === 1 && before?.barred === 0 ? before : restraint;
};

const rejudgeRow = (context: StoreContext, tx: Tx, dirty: Dirty, table: FactTable, row: SqlRow): void => {
  const envelope = int(row, 'envelope_id');
  const facts = envelopeFacts(context, tx, envelope);
  if (facts === null) return;
  const isMessage = table === 'message';
  const op = isMessage ? rowToMessageOp(row) : rowToActOp(row);
  const number = envelopeIdToNumber(envelope);
  const { ms } = positionToTime(id(row, 'position'));
  const judged = judgementToRow(context, tx, context.deps.authority.judge({ op, number, ms, ...facts }));
  const before = isMessage ? restraintOfRow(tx.db, int(row, 'id')) : null;
  const after = isMessage ? asLastJudged(row, before, judged) : null;
  const same =
    sameRestraint(before, after) &&
    judged.verdict === int(row, 'verdict') &&
    judged.authorId === intOrNull(row, 'author_id') &&
    judged.powers === int(row, 'powers');
  if (same) return;
  tx.db.run(`UPDATE ${table} SET verdict = ?, author_id = ?, powers = ? WHERE id = ?`, [
    judged.verdict,
    judged.authorId,
    judged.powers,
    int(row, 'id'),
  ]);
  tx.db.run(
    `UPDATE envelope SET state = CASE WHEN
       EXISTS (SELECT 1 FROM message WHERE envelope_id = ? AND verdict = 0)
       OR EXISTS (SELECT 1 FROM act WHERE envelope_id = ? AND verdict = 0) THEN 2 ELSE 0 END
     WHERE id = ? AND state IN (0, 2)`,
    [envelope, envelope, envelope],
  );
  if (isMessage) {
    saveRestraint(context, tx.db, int(row, 'id'), after);
    markPaceOf(context, tx, dirty, row);
    markPaceOf(context, tx, dirty, { ...row, author_id: judged.authorId });
  }
  dirty.messages.add(id(row, isMessage ? 'op' : 'target'));
  const source = isMessage ? blobOrNull(row, 'source') : null;
  if (source) markSource(dirty, int(row, 'channel_id'), source);
};

/** Documents aren't judged by operation: those of which something may count otherwise are read in anew. */
const markDocuments = (context: StoreContext, tx: Tx, scope: Scope): void => {
  const mark = (streamId: number, stale: StaleCode): void => {
    const stream = context.streamOf(tx.db, streamId);
    if (isDocumentStream(stream)) markDocument(tx, stream, streamId, stale);
  };
  const rows = (where: string): readonly number[] =>
    tx.db.all(`SELECT stream_id FROM document_state WHERE ${where}`).map((row) => int(row, 'stream_id'));
  switch (scope.kind) {
    case 'all':
      for (const streamId of rows('1')) mark(streamId, staleCodes.all);
      return;
    case 'waiting':
      for (const streamId of rows('waiting > 0')) mark(streamId, staleCodes.tail);
      return;
    case 'beyond':
      for (const { log, from } of scope.reaches) {
        const row = context.logRow(tx.db, log);
        const chains = row ? tx.db.all('SELECT stream_id, length FROM chain WHERE log_id = ?', [row.id]) : [];
        for (const chain of chains) {
          const streamId = int(chain, 'stream_id');
          const stream = context.streamOf(tx.db, streamId);
          if (isDocumentStream(stream) && from(stream, log) < int(chain, 'length'))
            mark(streamId, staleCodes.all);
        }
      }
      return;
    case 'some': {
      const channels = new Set<string>(scope.channels);
      for (const streamId of rows('1')) {
        const stream = context.streamOf(tx.db, streamId);
        if (isDocumentStream(stream) && channels.has(stream.channel)) mark(streamId, staleCodes.all);
      }
      for (const log of scope.logs) {
        const row = context.logRow(tx.db, log);
        const chains = row ? tx.db.all('SELECT stream_id FROM chain WHERE log_id = ?', [row.id]) : [];
        for (const chain of chains) mark(int(chain, 'stream_id'), staleCodes.all);
      }
      return;
    }
    default:
      unreachable(scope);
  }
};

const batchRows = 2_000;

export const rejudge = (context: StoreContext, scope: Scope): TimelineChange =>
  context.write((tx) => {
    const dirty = createDirty();
    markDocuments(context, tx, scope);
    const tables: readonly FactTable[] = ['message', 'act'];
    for (const { where, params } of scopeToClauses(context, tx, scope)) {
      for (const table of tables) {
        let last = -1;
        for (;;) {
          const rows = tx.db.all(
            `SELECT ${factColumns[table]} FROM ${table} WHERE ${where} AND id > ? ORDER BY id LIMIT ?`,
            [...params, last, batchRows],
          );
          for (const row of rows) rejudgeRow(context, tx, dirty, table, row);
          const end = rows.at(-1);
          if (end === undefined || rows.length < batchRows) break;
          last = int(end, 'id');
        }
      }
    }
    settle(context, tx, dirty);
    return txToChange(tx);
  });
