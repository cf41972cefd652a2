/** What a report says, sealed inside of its operation: only its readers hold this. */
import { type CodecValue, struct, text, word } from '../base/index.ts';
import { reportReasons } from './entities.ts';
import { channelId, memberId, messageId } from './ids.ts';
import { limits } from './limits.ts';

export const reportContent = struct({
  channel: channelId,
  message: messageId,
  /** Who wrote it, and its words as the reporter saw them: their word for it, once the message is gone. */
  author: memberId,
  excerpt: text(limits.reportExcerptBytes),
  reason: word(reportReasons),
  note: text(limits.reportNoteBytes),
});

export type ReportContent = CodecValue<typeof reportContent>;
