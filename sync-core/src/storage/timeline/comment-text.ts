/**
 * What makes a message a comment, as the text of its `act`: kept whole, so that the authority can be asked again
 * without opening the envelope. Erased with the message: an empty text says nothing of where it stood.
 */
import { base64UrlToBytes, bytesToBase64Url } from '../../base/index.ts';
import { type CommentOutcome, commentOutcomes, type MessageId, type OperationOf } from '../../model/index.ts';
import { intact } from '../rows.ts';

export type AnchoredOp = OperationOf<'anchored'>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const nothing = (message: MessageId): AnchoredOp => ({
  type: 'anchored',
  message,
  target: { type: 'note', anchor: null },
  quote: '',
  suggestion: null,
});

/** NUL ends a string in one of the engines. */
const clean = (text: string): string => text.replaceAll('\0', '');

export const anchorToText = ({ target, quote, suggestion }: AnchoredOp): string =>
  JSON.stringify({
    ...(target.type === 'card'
      ? { card: clean(target.card) }
      : { anchor: target.anchor && bytesToBase64Url(target.anchor) }),
    quote: clean(quote),
    suggestion: suggestion === null ? null : clean(suggestion),
  });

export const textToAnchor = (message: MessageId, text: string): AnchoredOp => {
  if (text === '') return nothing(message);
  const stored: unknown = JSON.parse(text);
  intact(isRecord(stored) && typeof stored['quote'] === 'string', 'a stored anchor is an object');
  const { card, anchor, quote, suggestion } = stored;
  const bytes = typeof anchor === 'string' ? base64UrlToBytes(anchor) : null;
  return {
    type: 'anchored',
    message,
    target: typeof card === 'string' ? { type: 'card', card } : { type: 'note', anchor: bytes },
    quote,
    suggestion: typeof suggestion === 'string' ? suggestion : null,
  };
};

export const textToOutcome = (text: string): CommentOutcome => {
  const outcome = commentOutcomes.find((known) => known === text);
  intact(outcome, 'a stored outcome is known');
  return outcome;
};
