/** Where a person's data lives when `--data` doesn't say. */
import { posix, win32 } from 'node:path';

export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
};

/** XDG on Linux, Application Support on macOS, %APPDATA% on Windows. */
export const defaultDataFolder = ({ platform, env, home }: Surroundings): string => {
  if (platform === 'win32')
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Maru');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Maru');
  // The XDG specification says that a relative path is to be ignored.
  const xdg = env['XDG_DATA_HOME'];
  return posix.join(xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share'), 'maru');
};
