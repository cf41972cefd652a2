/**
 * Strict UTF-8. The core compiles without DOM or Node types, so the two standard
 * classes that every engine has are declared here and nowhere else.
 */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What a person typed or pasted, with each lone surrogate made U+FFFD: what codecs can hold. */
export const toWellFormed = (text: string): string => text.toWellFormed();

/** UTF-8 of `text`; lone surrogates become U+FFFD. */
export const textToBytes = (text: string): Uint8Array => encoder.encode(text);

/** Text of UTF-8 `bytes`. Throws on malformed input; the codec turns that into a typed error. */
export const bytesToText = (bytes: Uint8Array): string => decoder.decode(bytes);
