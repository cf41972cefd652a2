/** How `maru start` shows the app: decided here from plain facts, so that every case can be tested. */
export type Wish = 'desktop' | 'web' | 'none' | 'any';

export type Facts = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of Electron's binary, or null when it isn't installed. */
  readonly electron: string | null;
};

export type Opening =
  | { readonly kind: 'electron'; readonly binary: string; readonly why: string }
  | {
      readonly kind: 'browser';
      readonly command: string;
      readonly parts: readonly string[];
      readonly why: string;
    }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

const getElectron = '`npx install-electron` downloads it';

const hasDisplay = ({ platform, env }: Facts): boolean =>
  platform === 'win32' || platform === 'darwin' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);

const browser = (platform: NodeJS.Platform, why: string): Opening => {
  // `start` is a word of cmd.exe; its first quoted part is a window title.
  if (platform === 'win32') return { kind: 'browser', command: 'cmd', parts: ['/c', 'start', '""'], why };
  return { kind: 'browser', command: platform === 'darwin' ? 'open' : 'xdg-open', parts: [], why };
};

export const chooseOpening = (wish: Wish, facts: Facts): Opening => {
  if (wish === 'none') return { kind: 'none', why: '--no-open was given' };
  const display = hasDisplay(facts);
  if (wish === 'desktop') {
    if (facts.electron === null)
      return { kind: 'refused', why: `Electron’s binary is not installed: ${getElectron}` };
    if (!display) return { kind: 'refused', why: 'there is no display to open a window on' };
    return { kind: 'electron', binary: facts.electron, why: '--desktop was given' };
  }
  if (!display) return { kind: 'none', why: 'there is no display here' };
  if (wish === 'web') return browser(facts.platform, '--web was given');
  if (facts.electron !== null)
    return { kind: 'electron', binary: facts.electron, why: 'Electron’s binary is installed' };
  return browser(facts.platform, `Electron’s binary is not installed (${getElectron})`);
};
