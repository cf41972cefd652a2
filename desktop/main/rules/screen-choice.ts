/**
 * Sharing a screen: who may ask, and how what there is to share is named. Names come from other programs, so that
 * each is one short line in which nothing is a shortcut.
 */
import { isAppUrl } from './app-url.ts';

/** A menu wider than this would not fit beside others. */
const nameChars = 60;

export const screenName = (name: string): string => {
  const plain = name.replace(/[\p{C}\s]+/gu, ' ').trim();
  const characters = [...plain];
  const short = characters.length > nameChars ? `${characters.slice(0, nameChars - 1).join('')}…` : plain;
  return short.replaceAll('&', '&&');
};

export type ScreenQuestion = {
  /** The asking frame's address; null when it is gone. */
  readonly url: string | null;
  readonly isMainFrame: boolean;
  readonly wantsPicture: boolean;
};

export const mayShareScreen = ({ url, isMainFrame, wantsPicture }: ScreenQuestion): boolean =>
  url !== null && isAppUrl(url) && isMainFrame && wantsPicture;
