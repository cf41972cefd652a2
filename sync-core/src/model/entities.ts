/** Words that operations and resolved state share. */
export const channelKinds = ['text', 'announcement', 'forum', 'voice', 'note', 'board'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Colours a role or an avatar may have: names, so that themes decide how they look. */
export const paletteColours = [
  'clay',
  'persimmon',
  'amber',
  'moss',
  'pine',
  'jade',
  'sky',
  'indigo',
  'plum',
  'rose',
] as const;
export type PaletteColour = (typeof paletteColours)[number];

export const systemLines = ['joined', 'left', 'renamed', 'topic', 'action', 'notice'] as const;
/** What an imported log line says that no person typed as a message. */
export type SystemLine = (typeof systemLines)[number];
