/** Who is in a voice channel, beneath its row: seen without joining. */
import type { ChannelId, CommunityId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isSamePlace } from '../../calls/call-place.ts';
import { useCallIn } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { ParticipantRow } from './people/participant-row.tsx';
import styles from './people/people.module.css';
import { useSpeaking } from './use-speaking.ts';

export const VoiceList = ({ community, channel }: { community: CommunityId; channel: ChannelId }) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const participants = useCallIn(community, channel);
  const isIn = useStore(call.store, (state) => isSamePlace(state.place, { community, channel }));
  // Of a call that one isn't in nothing is heard.
  const speaking = useSpeaking(isIn ? participants : []);
  if (participants.length === 0) return null;
  return (
    <ul className={styles.voices} aria-label={t('calls.inHere')} data-voices={channel}>
      {participants.map((one) => (
        <ParticipantRow
          key={one.device}
          community={community}
          channel={channel}
          one={one}
          speaking={speaking.has(one.device)}
        />
      ))}
    </ul>
  );
};
