/** Microphone, hearing and sounds. */
import { MicrophoneSettings } from '../microphone/microphone-settings.tsx';
import { SpeakerSettings } from '../microphone/speaker-settings.tsx';
import { SoundsRow } from '../people/sounds-row.tsx';

export const AudioSettings = () => (
  <>
    <MicrophoneSettings />
    <SpeakerSettings />
    <SoundsRow />
  </>
);
