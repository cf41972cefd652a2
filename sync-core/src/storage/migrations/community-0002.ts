/**
 * Community file, version 2: what moderation makes of messages. Most messages have no row here, so that a
 * community without rules, slow mode and removals pays nothing.
 *
 * `message.shown` has a third value from here on: 2 for what only its author and moderators see, with why.
 */
export const communityMigration2 = `
-- barred: 0 no, 1 removed, 2 purged, 3 reverted, 4 timed-out; barred_at: since when this device knows it (ms).
CREATE TABLE restraint (
  message_id INTEGER PRIMARY KEY,
  barred INTEGER NOT NULL,
  barred_at INTEGER,
  -- Judged: rules met by the message alone; what it must keep from its author's others in the channel.
  rules TEXT NOT NULL,
  gap_ms INTEGER NOT NULL,
  floods TEXT NOT NULL,
  paced INTEGER NOT NULL,
  -- Folded from them and from its author's others.
  too_soon INTEGER NOT NULL,
  flooded TEXT NOT NULL,
  held INTEGER NOT NULL,
  flagged INTEGER NOT NULL
) STRICT;
CREATE INDEX restraint_purged ON restraint (barred_at) WHERE barred = 2;
CREATE INDEX restraint_paced ON restraint (message_id) WHERE paced = 1;
CREATE INDEX restraint_flagged ON restraint (message_id) WHERE flagged = 1;
CREATE INDEX message_held ON message (channel_id, thread, position) WHERE shown = 2;
`;
