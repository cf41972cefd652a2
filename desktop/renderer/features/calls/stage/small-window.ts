/** A window above all others that the page draws into, dressed as the page is. */

declare global {
  interface Window {
    /** Document Picture-in-Picture: in Chromium. */
    readonly documentPictureInPicture?: {
      requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
    };
  }
}

const size = { width: 360, height: 260 } as const;

export const smallWindowsPossible = (): boolean => window.documentPictureInPicture !== undefined;

/** The page's style sheets, theme and language. */
const dress = (small: Document): void => {
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style'))
    small.head.append(small.importNode(sheet, true));
  const { lang, dataset, style } = document.documentElement;
  small.documentElement.lang = lang;
  for (const [name, value] of Object.entries(dataset)) small.documentElement.dataset[name] = value;
  small.documentElement.style.cssText = style.cssText;
  small.title = document.title;
};

/** Throws what the browser throws: it wants a person's press just before. */
export const openSmallWindow = async (): Promise<Window> => {
  const opened = await window.documentPictureInPicture?.requestWindow(size);
  if (!opened) throw new Error('bug: no small windows here');
  dress(opened.document);
  return opened;
};
