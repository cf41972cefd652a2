/** The person's settings on this installation. What is stored is parsed, field by field; what is unreadable falls back. */
import type { SettingsView } from './views.ts';

export const defaultSettings: SettingsView = {
  language: 'system',
  theme: 'system',
  density: 'cosy',
  textSize: 15,
  notifications: true,
  notificationText: true,
  sendTyping: true,
  takesCalls: true,
};

const oneOf = <const W extends string>(words: readonly W[], value: unknown, fallback: W): W =>
  words.find((entry) => entry === value) ?? fallback;

export const parseSettings = (stored: unknown): SettingsView => {
  const fields: { readonly [name: string]: unknown } =
    typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const flag = (value: unknown, fallback: boolean) => (typeof value === 'boolean' ? value : fallback);
  const size = fields['textSize'];
  return {
    language: oneOf(['system', 'ko', 'en'], fields['language'], defaultSettings.language),
    theme: oneOf(['system', 'light', 'dark'], fields['theme'], defaultSettings.theme),
    density: oneOf(['cosy', 'compact'], fields['density'], defaultSettings.density),
    textSize:
      typeof size === 'number' && Number.isInteger(size) && size >= 12 && size <= 20
        ? size
        : defaultSettings.textSize,
    notifications: flag(fields['notifications'], defaultSettings.notifications),
    notificationText: flag(fields['notificationText'], defaultSettings.notificationText),
    sendTyping: flag(fields['sendTyping'], defaultSettings.sendTyping),
    takesCalls: flag(fields['takesCalls'], defaultSettings.takesCalls),
  };
};
