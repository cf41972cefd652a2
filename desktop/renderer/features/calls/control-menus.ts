/** What opens at the chevrons beside microphone, camera and screen: the contents of a popover, each of its own area. */
import type { ComponentType } from 'react';
import { CameraOptions } from './camera/camera-options.tsx';
import { MicrophoneOptions } from './microphone/microphone-options.tsx';
import { ScreenOptions } from './screen/screen-options.tsx';

export type MenuKind = 'microphone' | 'camera' | 'screen';

export const controlMenus: { readonly [K in MenuKind]: ComponentType } = {
  microphone: MicrophoneOptions,
  camera: CameraOptions,
  screen: ScreenOptions,
};
