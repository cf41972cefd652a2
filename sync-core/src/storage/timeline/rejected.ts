/**
 * What stands in channels and counts for nobody, by who wrote it where: for the record of a community. Looks at the
 * latest rows only, so that it costs the same in a channel of a million messages.
 */
import { type DeviceId, keyToStream, type Stream } from '../../model/index.ts';
import type { ReadDb } from '../../ports/index.ts';
import { id, int, str } from '../rows.ts';
import { actKinds, powers } from './facts.ts';

export type Rejected = {
  readonly stream: Stream;
  readonly device: DeviceId;
  /** Words of its own, or a change to what somebody else wrote. */
  readonly what: 'words' | 'others';
  readonly count: number;
};

const looked = 20_000;

const from = (rows: string): string =>
  `SELECT stream.key AS stream, log.device AS device, count(*) AS count
   FROM (${rows}) AS one
   JOIN chain ON chain.id = one.envelope_id >> 32 JOIN stream ON stream.id = chain.stream_id
   JOIN log ON log.id = chain.log_id GROUP BY chain.id ORDER BY count(*) DESC LIMIT 50`;

const words = from(
  'SELECT envelope_id FROM (SELECT envelope_id, verdict FROM message ORDER BY id DESC LIMIT ?) WHERE verdict = 2',
);
const [edited, deleted] = [actKinds.indexOf('edited'), actKinds.indexOf('deleted')];
/** A change to another's words changes nothing: nobody edits them, and only moderators delete them. */
const others = from(
  `SELECT act.envelope_id FROM (SELECT * FROM act ORDER BY id DESC LIMIT ?) AS act
   JOIN message ON message.op = act.target
   WHERE act.kind IN (${edited}, ${deleted}) AND message.author_id IS NOT NULL
     AND (act.author_id IS NULL OR (act.author_id <> message.author_id
       AND (act.kind = ${edited} OR act.powers & ${powers.manageMessages} = 0)))`,
);

export const readRejected = (db: ReadDb): readonly Rejected[] =>
  (['words', 'others'] as const).flatMap((what) =>
    db.all(what === 'words' ? words : others, [looked]).flatMap((row): readonly Rejected[] => {
      const stream = keyToStream(str(row, 'stream'));
      if (stream === undefined) return [];
      return [{ stream, device: id<DeviceId>(row, 'device'), what, count: int(row, 'count') }];
    }),
  );
