/** An epoch that an operation opens, as the community keeps it [T13]. */
import { type NewEpoch, opToEpochId } from '../crypto/index.ts';
import type { ChannelId } from '../model/index.ts';
import type { Act } from './apply.ts';
import type { Draft } from './draft.ts';

export const openEpoch = (draft: Draft, act: Act, channel: ChannelId | null, opened: NewEpoch): void =>
  draft.epochs.push({
    id: opToEpochId(act.id),
    channel,
    opened,
    commitment: opened.commitment,
    by: act.by,
    openedAt: act.at,
    removals: draft.endings(),
  });
