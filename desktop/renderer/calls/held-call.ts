/**
 * What a call holds while it lasts: the own sound and pictures, lines to all others, what is measured of them. Made
 * once the host let one in, and ended as a whole. Who may be heard and seen is decided by whoever holds it.
 */
import type { DeviceId } from '@maru/sync-core';
import type { HostBridge } from '../../contract/index.ts';
import type { PeerSession } from '../direct/peer-sessions.ts';
import type { CallPlace } from './call-place.ts';
import type { CallProblem } from './call-problem.ts';
import type { CallSettingsStore } from './call-settings.ts';
import type { Capture } from './capture.ts';
import { createCallFrames } from './frames/call-frames.ts';
import { createLiveness } from './liveness.ts';
import { createMesh, type Incoming, type LinkState, type Mesh } from './mesh.ts';
import type { CallMicrophone } from './microphone/call-microphone.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { createOwnPictures, type OwnPictures } from './own-pictures.ts';
import type { ConnectionQuality } from './quality/connection-quality.ts';
import { createQuality, type QualityKeeper } from './quality/quality.ts';
import { createSpeakers, type Speakers } from './speakers.ts';

/** What goes along from call to call: nobody is asked again for a microphone that is open. */
export type Sound = { readonly context: AudioContext; readonly microphone: CallMicrophone };

export type HeldCall = Sound & {
  readonly place: CallPlace;
  readonly outgoing: Outgoing;
  readonly speakers: Speakers;
  readonly pictures: OwnPictures;
  readonly mesh: Mesh;
  readonly quality: QualityKeeper;
  readonly media: ReadonlyMap<DeviceId, Incoming>;
  /** Ends all but its sound. */
  disband(): void;
};

export type Entry = {
  readonly place: CallPlace;
  readonly sound: Sound;
  /** The own session in this call, as the host named it. */
  readonly own: string;
  readonly session: PeerSession;
};

export type HeldCallDeps = {
  readonly bridge: HostBridge;
  readonly settings: CallSettingsStore;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly capture: Capture;
  /** One's own camera or screen went on or off. */
  readonly onPictures: (outgoing: Outgoing) => void;
  readonly onProblem: (problem: CallProblem) => void;
  readonly onQuality: (all: ReadonlyMap<DeviceId, ConnectionQuality>) => void;
  readonly onLink: (device: DeviceId, state: LinkState | null) => void;
  /** Media of somebody came, or is no more. */
  readonly onMedia: () => void;
};

export const silence = ({ context, microphone }: Sound): void => {
  microphone.stop();
  if (context.state !== 'closed') void context.close();
};

export const holdCall = ({ place, sound, own, session }: Entry, deps: HeldCallDeps): HeldCall => {
  const { bridge, settings, schedule } = deps;
  const { community } = place;
  const outgoing = createOutgoing(sound.context);
  outgoing.set('microphone', sound.microphone.track);
  const speakers = createSpeakers(sound.context, schedule);
  const media = new Map<DeviceId, Incoming>();
  const pictures = createOwnPictures({
    capture: deps.capture,
    settings,
    outgoing,
    onChange() {
      quality.changed();
      deps.onPictures(outgoing);
    },
    onProblem: deps.onProblem,
  });
  const liveness = createLiveness({
    schedule,
    alive: (devices) => void bridge.command('callAlive', { community, devices: [...devices] }),
  });
  const quality = createQuality({
    schedule,
    outgoing,
    content: () => settings.store.getState().screen.content,
    onCameraHeight: pictures.setHeight,
    onQuality: deps.onQuality,
  });
  const frames = createCallFrames({ bridge, settings, community });
  const mesh = createMesh({
    session,
    own,
    outgoing,
    frames,
    schedule,
    onState: deps.onLink,
    onMedia(device, incoming) {
      if (incoming) {
        media.set(device, incoming);
        speakers.play(device, incoming);
      } else {
        media.delete(device);
        speakers.remove(device);
      }
      deps.onMedia();
    },
    onConnection(device, connection) {
      liveness.follow(device, connection);
      quality.connect(device, connection);
    },
  });
  return {
    ...sound,
    place,
    outgoing,
    speakers,
    pictures,
    mesh,
    quality,
    media,
    disband() {
      liveness.stop();
      mesh.close();
      quality.stop();
      frames.close();
      // The lights go out whatever else fails.
      pictures.stop();
      outgoing.stop();
      speakers.stop();
    },
  };
};
