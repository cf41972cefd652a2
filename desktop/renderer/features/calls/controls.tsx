/** What one does in a call: microphone, hearing, camera, screen, leaving. The same in the bar and on the page. */
import {
  HeadphoneOff,
  Headphones,
  Mic,
  MicOff,
  MonitorUp,
  PhoneOff,
  ScreenShareOff,
  Video,
  VideoOff,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './calls.module.css';
import { useToggleCamera } from './camera/use-toggle-camera.ts';
import { TalkHold } from './microphone/talk-hold.tsx';
import { useTakenFromOne } from './people/own-voice.ts';

/** What the button does, and why nobody hears it all the same. */
const withReason = (label: string, reason: string | null): string =>
  reason === null ? label : `${label}. ${reason}`;

export const CallControls = ({ size = 18 }: { size?: number }) => {
  const { call } = useServices();
  const { t } = useTranslation();
  const state = useStore(call.store);
  const taken = useTakenFromOne();
  const toggleCamera = useToggleCamera();
  const own = state.participants.find(({ me }) => me);
  const mayStream = own?.mayStream !== false;
  return (
    <>
      <TalkHold />
      <div className={styles.controls} role="toolbar" aria-label={t('calls.controls')}>
        <IconButton
          icon={state.muted || taken.voice ? MicOff : Mic}
          size={size}
          pressed={state.muted}
          label={withReason(state.muted ? t('calls.unmute') : t('calls.mute'), taken.voice)}
          onClick={() => call.setMuted(!state.muted)}
        />
        <IconButton
          icon={state.deafened || taken.hearing ? HeadphoneOff : Headphones}
          size={size}
          pressed={state.deafened}
          label={withReason(state.deafened ? t('calls.undeafen') : t('calls.deafen'), taken.hearing)}
          onClick={() => call.setDeafened(!state.deafened)}
        />
        {mayStream && (
          <>
            <IconButton
              icon={state.ownCamera ? Video : VideoOff}
              size={size}
              pressed={state.ownCamera !== null}
              label={state.ownCamera ? t('calls.cameraOff') : t('calls.cameraOn')}
              onClick={toggleCamera}
            />
            <IconButton
              icon={state.ownScreen ? ScreenShareOff : MonitorUp}
              size={size}
              pressed={state.ownScreen !== null}
              label={state.ownScreen ? t('calls.screenOff') : t('calls.screenOn')}
              onClick={() => void call.setScreen(state.ownScreen === null)}
            />
          </>
        )}
        <IconButton icon={PhoneOff} size={size} label={t('calls.leave')} onClick={() => void call.leave()} />
      </div>
    </>
  );
};
