/** Microphone, hearing and sounds. */
import { SoundsRow } from '../people/sounds-row.tsx';

export const AudioSettings = () => <SoundsRow />;
