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

/** Which messages tell a member of themselves, where the member hasn't said otherwise. */
export const notificationLevels = ['all', 'mentions', 'nothing'] as const;
export type NotificationLevel = (typeof notificationLevels)[number];

/** How the moderators closed a report. */
export const reportOutcomes = ['acted', 'dismissed'] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

/** Why somebody reports a message; `rule`: an automatic rule flagged it, and a moderator closed that. */
export const reportReasons = ['spam', 'harassment', 'harm', 'sensitive', 'other', 'rule'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** What a rule does with a message that meets it: hidden but to moderators, or shown and put before them. */
export const ruleResponses = ['hide', 'flag'] as const;
export type RuleResponse = (typeof ruleResponses)[number];

/** Hosts that links may point to: none, none but those named, or all but those named. */
export const linkPolicies = ['none', 'only', 'except'] as const;
/** What new members may not do yet. */
export const newMemberLimits = ['messages', 'links', 'mentions'] as const;

/** How a comment on a note or a card was closed; `open` opens it again. */
export const commentOutcomes = ['open', 'done', 'accepted', 'declined'] as const;
export type CommentOutcome = (typeof commentOutcomes)[number];

/** Answers to an event plan. */
export const planAnswers = ['yes', 'no', 'maybe'] as const;
export type PlanAnswer = (typeof planAnswers)[number];
