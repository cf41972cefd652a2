/** A voice channel before one is in its call: who is here, and how one goes in. */
import type { CallParticipantView, ChannelView, CommunityId } from '@maru/sync-core';
import { AudioLines, HeadphoneOff, Headphones, Mic, MicOff, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../../components/avatar.tsx';
import { Button, IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useCallIn } from '../../../stores/hooks.ts';
import { useServices } from '../../../stores/services.ts';
import { ParticipantMarks } from '../people/marks.tsx';
import { useVoiceChannel } from '../people/use-voice-channel.ts';
import { problemWords } from '../problem-words.ts';
import styles from './lobby.module.css';

/** More faces than these say nothing more. */
const mostFaces = 12;

const Here = ({ people }: { people: readonly CallParticipantView[] }) => {
  const { t } = useTranslation();
  const more = people.length > mostFaces + 1 ? people.length - mostFaces : 0;
  return (
    <ul className={styles.here} aria-label={t('calls.inHere')}>
      {people.slice(0, people.length - more).map((one) => (
        <li key={one.device}>
          <Avatar name={one.name} colour={one.colour} size={56} />
          <span className={styles.name}>
            <span>{one.name}</span>
            <ParticipantMarks one={one} />
          </span>
        </li>
      ))}
      {more > 0 && (
        <li>
          <span className={styles.more}>+{more}</span>
          <span className={styles.name}>{t('calls.andMore', { count: more })}</span>
        </li>
      )}
    </ul>
  );
};

/** With what one will be heard and seen. */
const Outset = () => {
  const { call } = useServices();
  const { t } = useTranslation();
  const muted = useStore(call.store, (state) => state.muted);
  const deafened = useStore(call.store, (state) => state.deafened);
  return (
    <fieldset className={styles.outset} aria-label={t('calls.outset')}>
      <IconButton
        icon={muted ? MicOff : Mic}
        size={20}
        label={muted ? t('calls.unmute') : t('calls.mute')}
        data-off={muted || undefined}
        onClick={() => call.setMuted(!muted)}
      />
      <IconButton
        icon={deafened ? HeadphoneOff : Headphones}
        size={20}
        label={deafened ? t('calls.undeafen') : t('calls.deafen')}
        data-off={deafened || undefined}
        onClick={() => call.setDeafened(!deafened)}
      />
      <span>
        {muted ? t('calls.joinsMuted') : t('calls.joinsHeard')}
        <small>
          <Icon of={VideoOff} size={13} /> {t('calls.joinsUnseen')}
        </small>
      </span>
    </fieldset>
  );
};

export const Lobby = ({ community, channel }: { community: CommunityId; channel: ChannelView }) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const here = useCallIn(community, channel.id);
  const problem = useStore(call.store, (state) => state.problem);
  const { refusal } = useVoiceChannel(community, channel);
  return (
    <div className={styles.lobby} data-call-page="lobby">
      {here.length === 0 ? (
        <div className={styles.art}>
          <Icon of={AudioLines} size={28} />
        </div>
      ) : (
        <Here people={here} />
      )}
      <h2>{channel.name}</h2>
      <p className={styles.text}>
        {here.length === 0 ? t('calls.nobodyHere') : t('calls.peopleHere', { count: here.length })}
      </p>
      {problem && (
        <p className={styles.problem} role="alert">
          {problemWords(t, problem)}
        </p>
      )}
      {refusal === null ? (
        <>
          <Button
            tone="accent"
            className={styles.join}
            onClick={() => void call.join({ community, channel: channel.id })}
          >
            {t('calls.join')}
          </Button>
          <Outset />
        </>
      ) : (
        <p className={styles.refusal}>{refusal}</p>
      )}
    </div>
  );
};
