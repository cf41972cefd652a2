/** Somebody in a call, beneath the channel's row: whether they speak, their marks, their card, their menu. */
import type { CallParticipantView, ChannelId, CommunityId } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../components/avatar.tsx';
import { useServices } from '../../../stores/services.ts';
import { ParticipantMarks } from './marks.tsx';
import { ParticipantMenu } from './participant-menu.tsx';
import styles from './people.module.css';
import { useVoiceAccess } from './use-moderation.ts';
import { useParticipantDrag } from './use-participant-drag.ts';

export const ParticipantRow = ({
  community,
  channel,
  one,
  speaking,
}: {
  community: CommunityId;
  channel: ChannelId;
  one: CallParticipantView;
  speaking: boolean;
}) => {
  const { people } = useServices();
  const { t } = useTranslation();
  const access = useVoiceAccess(channel);
  const { dragging, handlers } = useParticipantDrag(community, channel, one, access?.move === null);
  return (
    <ParticipantMenu
      community={community}
      channel={channel}
      one={one}
      trigger={
        <li
          className={styles.voice}
          data-speaking={speaking || undefined}
          data-dragged={dragging || undefined}
          data-voice-of={one.device}
          {...handlers}
        />
      }
    >
      <button
        type="button"
        className={styles.who}
        data-row
        aria-haspopup="dialog"
        onClick={({ currentTarget: anchor }) => people.openCard({ community, member: one.member, anchor })}
      >
        <span className={styles.ring}>
          <Avatar name={one.name} colour={one.colour} size={20} />
        </span>
        <span>{one.name}</span>
        {speaking && <span className="visually-hidden">{t('calls.speaks')}</span>}
      </button>
      <ParticipantMarks one={one} />
    </ParticipantMenu>
  );
};
