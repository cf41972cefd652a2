/** Pieces that operations of several files share. */
import {
  blob,
  type Codec,
  fixedBytes,
  list,
  nullable,
  struct,
  text,
  uint,
  varint,
  word,
} from '../base/index.ts';
import { paletteColours } from './entities.ts';
import { envelopeHash, logId } from './ids.ts';
import { limits } from './limits.ts';

export const name = text(limits.nameBytes);
export const colour = word(paletteColours);
export const moment = uint(2 ** 48 - 1);
export const key32 = fixedBytes(32);
export const reason = text(limits.reasonBytes);

/** An epoch key, or a report's, sealed to one reader: a device's X25519 key or an invite's. */
export const sealedKey = struct({ recipient: key32, box: blob(128) });

const logCut = struct({ log: logId, length: varint, head: nullable(envelopeHash) });
/** What counts of each log of those an operation binds; of a log that isn't named nothing does. */
export const cuts = list(struct({ stream: text(80), cut: logCut }), limits.logsPerCut);

/** For a field that may be emptied: null leaves it, `{ to: null }` empties it. */
export const changed = <T>(inner: Codec<T>) => nullable(struct({ to: nullable(inner) }));
