/** Envelope rows: written once, read back as the envelope that was verified, or as damage. */
import { hashBody, hashHeader } from '../../crypto/index.ts';
import type { Envelope } from '../../crypto/types.ts';
import {
  type CommunityId,
  type EnvelopeHash,
  type EpochId,
  idToBytes,
  type LogId,
  type Stream,
} from '../../model/index.ts';
import type { ReadDb, SqlRow, WriteDb } from '../../ports/index.ts';
import type { StoreContext } from '../context.ts';
import type { EnvelopeState, OpenedContent, StoredEnvelope } from '../envelope-types.ts';
import { blob, blobOrNull, envelopeIdOf, envelopeIdToNumber, id, ids, int, intact } from '../rows.ts';
import { type ChainRow, holds } from './chain-row.ts';

export const envelopeStates: readonly EnvelopeState[] = [
  'folded',
  'waiting-key',
  'waiting-governance',
  'bad-content',
  'erased',
];
export const stateCode = (state: EnvelopeState): number => envelopeStates.indexOf(state);

export const contentToState = (content: OpenedContent): EnvelopeState => {
  switch (content.kind) {
    case 'opened':
      return 'folded';
    case 'no-key':
      return 'waiting-key';
    case 'bad-content':
      return 'bad-content';
    case 'erased':
      return 'erased';
  }
};

export const insertEnvelope = (
  context: StoreContext,
  db: WriteDb,
  chain: ChainRow,
  { header, hash, body, signature }: Envelope,
  content: OpenedContent,
): number => {
  const envelope = envelopeIdOf(chain.id, header.number);
  db.run(
    `INSERT INTO envelope (id, suite, hash, epoch_id, cites_id, body, body_hash, signature, state, op_count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      envelope,
      header.suite,
      idToBytes(hash),
      context.makeEpochId(db, header.epoch),
      context.makeCitesId(db, header.cites),
      body,
      body === null ? header.bodyHash : null,
      signature,
      stateCode(contentToState(content)),
      content.kind === 'opened' ? content.content.ops.length : 0,
    ],
  );
  return envelope;
};

/** Columns for `createEnvelopeReader`. */
export const envelopeColumns = `envelope.id AS id, envelope.suite AS suite, envelope.hash AS hash, epoch.key AS epoch,
  cites.key AS cites, envelope.body AS body, envelope.body_hash AS body_hash, envelope.signature AS signature, envelope.state AS state`;
export const envelopeJoins = `envelope JOIN epoch ON epoch.id = envelope.epoch_id JOIN cites ON cites.id = envelope.cites_id`;

export const hashOfNumber = (db: ReadDb, chain: ChainRow, number: number): EnvelopeHash | null => {
  if (number === chain.length - 1) return chain.head;
  const { tail } = chain;
  if (tail && number === tail.from - 1) return tail.previous;
  const row = db.get('SELECT hash FROM envelope WHERE id = ?', [envelopeIdOf(chain.id, number)]);
  return row ? id<EnvelopeHash>(row, 'hash') : null;
};

/** Reads the rows of held numbers with from ≤ number < to, in order, at most `limit`. */
export const readEnvelopes = (
  context: StoreContext,
  db: ReadDb,
  chain: ChainRow,
  range: { readonly from: number; readonly to: number },
  limit: number,
): readonly StoredEnvelope[] => {
  const rows = db.all(
    `SELECT ${envelopeColumns} FROM ${envelopeJoins} WHERE envelope.id >= ? AND envelope.id < ? ORDER BY envelope.id LIMIT ?`,
    [envelopeIdOf(chain.id, range.from), envelopeIdOf(chain.id, range.to), limit],
  );
  const { log, opening } = context.logById(db, chain.logId);
  const place = { community: context.deps.community, stream: context.streamOf(db, chain.streamId), log };
  const out: StoredEnvelope[] = [];
  let before: EnvelopeHash | null = null;
  let beforeNumber = -1;
  for (const row of rows) {
    const number = envelopeIdToNumber(int(row, 'id'));
    if (!holds(chain, number)) continue;
    const previous: EnvelopeHash | null =
      number === 0 ? null : beforeNumber === number - 1 ? before : hashOfNumber(db, chain, number - 1);
    const envelope = rowToEnvelope(context, row, { ...place, number, previous });
    out.push({ envelope, device: opening.device, state: rowToState(row) });
    before = envelope.hash;
    beforeNumber = number;
  }
  return out;
};

export const rowToState = (row: SqlRow): EnvelopeState => {
  const state = envelopeStates[int(row, 'state')];
  intact(state, 'a stored state is known');
  return state;
};

const rowToEnvelope = (
  context: StoreContext,
  row: SqlRow,
  place: {
    readonly community: CommunityId;
    readonly stream: Stream;
    readonly log: LogId;
    readonly number: number;
    readonly previous: EnvelopeHash | null;
  },
): Envelope => {
  const body = blobOrNull(row, 'body');
  const header = {
    suite: int(row, 'suite'),
    ...place,
    epoch: id<EpochId>(row, 'epoch'),
    bodyHash: body === null ? blob(row, 'body_hash') : hashBody(context.deps.suite, body),
    cites: ids<EnvelopeHash>(blob(row, 'cites'), 32),
  };
  const hash = id<EnvelopeHash>(row, 'hash');
  // A page that rotted is told here, not by the peers who would refuse what we serve.
  intact(hashHeader(context.deps.suite, header) === hash, `envelope ${place.number} is not what was stored`);
  return { header, hash, body, signature: blobOrNull(row, 'signature') };
};
