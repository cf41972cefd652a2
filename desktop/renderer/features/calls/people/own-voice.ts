/** What a moderator or a permission took from the own person in the call: said where they would wonder. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useServices } from '../../../stores/services.ts';

export type TakenFromOne = {
  /** Why nobody hears one, whatever the microphone is set to; null when they do. */
  readonly voice: string | null;
  /** Why one hears nobody. */
  readonly hearing: string | null;
};

export const useTakenFromOne = (): TakenFromOne => {
  const { call } = useServices();
  const { t } = useTranslation();
  const own = useStore(call.store, ({ participants }) => participants.find(({ me }) => me));
  const voice = (): string | null => {
    if (own?.serverMuted) return t('callPeople.serverMutedNow');
    return own && !own.maySpeak ? t('callPeople.mayNotSpeakNow') : null;
  };
  return { voice: voice(), hearing: own?.serverDeafened ? t('callPeople.serverDeafenedNow') : null };
};
