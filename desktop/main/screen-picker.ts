/**
 * What a person shares when a page asks for a screen: on macOS by the system's own picker, elsewhere by a menu of
 * screens and windows with small pictures of them. Without sound: the system's would carry the call itself, and
 * Electron can't take that out of it.
 */
import {
  BrowserWindow,
  type DesktopCapturerSource,
  desktopCapturer,
  Menu,
  type Session,
  webContents,
} from 'electron';
import { logger } from './logger.ts';
import { mayShareScreen, screenName } from './rules/screen-choice.ts';

const pictureHeight = 40;

/** Everything but the asking window itself. */
const listSources = async (window: BrowserWindow): Promise<readonly DesktopCapturerSource[]> => {
  const sources = await desktopCapturer.getSources({
    types: ['screen', 'window'],
    thumbnailSize: { width: pictureHeight * 2, height: pictureHeight },
  });
  const own = window.getMediaSourceId();
  return sources.filter(({ id, name }) => id !== own && name.trim() !== '');
};

/** Null when the menu is closed. */
const pick = async (window: BrowserWindow): Promise<DesktopCapturerSource | null> => {
  const sources = await listSources(window);
  return new Promise((resolve) => {
    const menu = Menu.buildFromTemplate(
      sources.map((source) => ({
        label: screenName(source.name),
        icon: source.thumbnail,
        click: () => resolve(source),
      })),
    );
    // Some systems say that the menu closed before they say what was pressed.
    menu.popup({ window, callback: () => void setTimeout(() => resolve(null), 200) });
  });
};

/** Screens are shared with our own page only, and only what a person picked for this once. */
export const letShareScreens = (session: Session): void =>
  session.setDisplayMediaRequestHandler(
    (request, callback) => {
      const { frame } = request;
      const contents = frame ? webContents.fromFrame(frame) : undefined;
      const window = contents ? BrowserWindow.fromWebContents(contents) : null;
      const isAllowed = mayShareScreen({
        url: frame?.url ?? null,
        isMainFrame: frame !== null && frame === contents?.mainFrame,
        wantsPicture: request.videoRequested,
      });
      if (!window || !isAllowed) return callback(null);
      pick(window).then(
        (source) => callback(source ? { video: source } : null),
        (error: unknown) => {
          logger.error('screens could not be listed', {
            error: error instanceof Error ? error.name : 'unknown',
          });
          callback(null);
        },
      );
    },
    { useSystemPicker: true },
  );
