/** Mentions in a message's text: `<@memberId>`, `<@&roleId>`, `@everyone`. */
import { isMemberId, isRoleId, limits, type OperationOf } from '../model/index.ts';

export type Mention = OperationOf<'posted'>['mentions'][number];

const pattern = /<@(&?)([0-9a-f]{32,64})>|(?<![\p{L}\p{N}_@])@everyone(?![\p{L}\p{N}_])/gu;

/** Each mention once, at most limits.mentionsPerMessage, in the order of the text. */
export const mentionsIn = (text: string): readonly Mention[] => {
  const found = new Map<string, Mention>();
  for (const [whole, roleMark, id] of text.matchAll(pattern)) {
    if (found.size >= limits.mentionsPerMessage) break;
    if (id === undefined) found.set(whole, { type: 'everyone' });
    else if (roleMark === '&' && isRoleId(id)) found.set(whole, { type: 'role', id });
    else if (roleMark === '' && isMemberId(id)) found.set(whole, { type: 'member', id });
  }
  return [...found.values()];
};
