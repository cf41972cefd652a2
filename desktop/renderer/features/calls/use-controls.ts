/** What one does in a call: microphone, hearing, camera, screen, leaving, and why one of them can't be done now. */
import { limits } from '@maru/sync-core';
import {
  HeadphoneOff,
  Headphones,
  type LucideIcon,
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
import { areCamerasFull } from '../../calls/quality/cameras.ts';
import { useServices } from '../../stores/services.ts';
import { toggleCamera } from './camera/toggle-camera.ts';
import { useTakenFromOne } from './people/own-voice.ts';

export type CallControl = {
  readonly kind: 'microphone' | 'hearing' | 'camera' | 'screen' | 'leave';
  readonly icon: LucideIcon;
  /** What a press does. */
  readonly label: string;
  /** Switched from how it is usually: silent, deaf, shown, shared. */
  readonly isSwitched: boolean;
  /** Why it can't be done; null when it can. */
  readonly reason: string | null;
  readonly run: () => void;
};

export const useControls = (): readonly CallControl[] => {
  const services = useServices();
  const { call } = services;
  const { t } = useTranslation();
  const muted = useStore(call.store, (state) => state.muted);
  const deafened = useStore(call.store, (state) => state.deafened);
  const hasCamera = useStore(call.store, (state) => state.ownCamera !== null);
  const hasScreen = useStore(call.store, (state) => state.ownScreen !== null);
  const own = useStore(call.store, (state) => state.participants.find(({ me }) => me));
  const { voice, hearing } = useTakenFromOne();
  const pictureReason = own?.mayStream === false ? t('calls.mayNotStream') : null;
  const isFull = useStore(
    call.store,
    (state) => state.ownCamera === null && areCamerasFull(state.participants),
  );
  const cameraReason = isFull ? t('callQuality.camerasFull', { count: limits.callCameras }) : null;
  const silent = muted || voice !== null;
  const deaf = deafened || hearing !== null;
  return [
    {
      kind: 'microphone',
      icon: silent ? MicOff : Mic,
      label: muted ? t('calls.unmute') : t('calls.mute'),
      isSwitched: silent,
      reason: voice,
      run: () => call.setMuted(!muted),
    },
    {
      kind: 'hearing',
      icon: deaf ? HeadphoneOff : Headphones,
      label: deafened ? t('calls.undeafen') : t('calls.deafen'),
      isSwitched: deaf,
      reason: hearing,
      run: () => call.setDeafened(!deafened),
    },
    {
      kind: 'camera',
      icon: hasCamera ? Video : VideoOff,
      label: hasCamera ? t('calls.cameraOff') : t('calls.cameraOn'),
      isSwitched: hasCamera,
      reason: pictureReason ?? cameraReason,
      run: () => toggleCamera(services),
    },
    {
      kind: 'screen',
      icon: hasScreen ? ScreenShareOff : MonitorUp,
      label: hasScreen ? t('calls.screenOff') : t('calls.screenOn'),
      isSwitched: hasScreen,
      reason: pictureReason,
      run: () => void call.setScreen(!hasScreen),
    },
    {
      kind: 'leave',
      icon: PhoneOff,
      label: t('calls.leave'),
      isSwitched: false,
      reason: null,
      run: () => void call.leave(),
    },
  ];
};
