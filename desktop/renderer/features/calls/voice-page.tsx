/** A voice channel: who is in it, and once in it everybody’s picture, screen and loudness. */
import { Slider } from '@base-ui/react/slider';
import type { CallParticipantView, ChannelView, CommunityId } from '@maru/sync-core';
import { AudioLines, MicOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { channelOf } from '../../calls/call-place.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { useCallIn } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import styles from './calls.module.css';
import { CallControls } from './controls.tsx';
import { Picture } from './picture.tsx';
import { problemWords } from './problem-words.ts';
import { useSpeaking } from './use-speaking.ts';

const Loudness = ({ one }: { one: CallParticipantView }) => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const volume = useStore(callSettings.store, (state) => state.volumes[one.member] ?? 1);
  return (
    <Slider.Root
      className={styles.loudness}
      min={0}
      max={200}
      step={5}
      value={Math.round(volume * 100)}
      onValueChange={(value) => callSettings.setVolume(one.member, value / 100)}
      aria-label={t('calls.volumeOf', { name: one.name })}
    >
      <Slider.Control className={styles.loudnessControl}>
        <Slider.Track className={styles.loudnessTrack}>
          <Slider.Indicator className={styles.loudnessOn} />
          <Slider.Thumb
            className={styles.loudnessThumb}
            getAriaValueText={(_, value) => `${value} %`}
            aria-label={t('calls.volumeOf', { name: one.name })}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  );
};

const Tile = ({ one, speaking }: { one: CallParticipantView; speaking: boolean }) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const camera = useStore(
    call.store,
    (state) => (one.me ? state.ownCamera : state.cameras[one.device]) ?? null,
  );
  const link = useStore(call.store, (state) => state.links[one.device]);
  const silent = one.muted || !one.maySpeak;
  return (
    <li
      className={styles.tile}
      data-speaking={(speaking && !silent) || undefined}
      data-participant={one.device}
    >
      {camera ? (
        <Picture
          track={camera}
          kind={one.me ? 'own-camera' : 'camera'}
          label={t('calls.cameraOf', { name: one.name })}
          device={one.me ? null : one.device}
        />
      ) : (
        <Avatar name={one.name} colour={one.colour} size={72} />
      )}
      <div className={styles.plate}>
        {silent && <MicOff size={14} strokeWidth={1.5} role="img" aria-label={t('calls.isMuted')} />}
        <span>{one.name}</span>
        {one.me && <small>{t('common.you')}</small>}
        {!one.me && link !== 'connected' && (
          <small>{link === 'refused' ? t('calls.refused') : t('calls.connecting')}</small>
        )}
        {speaking && !silent && <span className="visually-hidden">{t('calls.speaks')}</span>}
      </div>
      {!one.me && link === 'connected' && <Loudness one={one} />}
    </li>
  );
};

/** The call that this page is in, wherever it is. */
export const InCall = () => {
  const { call } = useServices();
  const { t } = useTranslation();
  const participants = useStore(call.store, (state) => state.participants);
  const screens = useStore(call.store, (state) => state.screens);
  const ownScreen = useStore(call.store, (state) => state.ownScreen);
  const problem = useStore(call.store, (state) => state.problem);
  const speaking = useSpeaking(participants);
  const shown = participants.flatMap((one) => {
    const track = one.me ? ownScreen : screens[one.device];
    return track ? [{ one, track }] : [];
  });
  return (
    <div className={styles.call} data-screens={shown.length > 0 || undefined}>
      {shown.map(({ one, track }) => (
        <figure key={one.device} className={styles.screen}>
          <Picture
            track={track}
            kind="screen"
            label={t('calls.screenOf', { name: one.name })}
            device={one.me ? null : one.device}
          />
          <figcaption>{t('calls.screenOf', { name: one.name })}</figcaption>
        </figure>
      ))}
      <ul className={styles.tiles} aria-label={t('calls.inHere')}>
        {participants.map((one) => (
          <Tile key={one.device} one={one} speaking={speaking.has(one.device)} />
        ))}
      </ul>
      {problem && (
        <p className={styles.problem} role="alert">
          {problemWords(t, problem)}
        </p>
      )}
      <CallControls size={22} />
    </div>
  );
};

export const VoicePage = ({ community, channel }: { community: CommunityId; channel: ChannelView }) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const place = useStore(call.store, (state) => state.place);
  const problem = useStore(call.store, (state) => state.problem);
  const here = useCallIn(community, channel.id);
  if (place?.community === community && channelOf(place) === channel.id) return <InCall />;
  return (
    <EmptyState
      art={<Icon of={AudioLines} size={26} />}
      title={channel.name}
      action={
        <Button tone="accent" onClick={() => void call.join({ community, channel: channel.id })}>
          {t('calls.join')}
        </Button>
      }
    >
      {here.length === 0
        ? t('calls.nobodyHere')
        : t('calls.hereNow', { names: here.map(({ name }) => name).join(', ') })}
      {problem && <span role="alert"> {problemWords(t, problem)}</span>}
    </EmptyState>
  );
};
