/** What a moderator does with somebody in a call: ordered, told in words, refused in words. */
import type {
  CallParticipantView,
  ChannelId,
  CommunityId,
  VoiceAccessView,
  VoicePlaceView,
} from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CommandInputs } from '../../../../contract/index.ts';
import { useSidebar } from '../../../stores/hooks.ts';
import { useServices } from '../../../stores/services.ts';
import { errorWords } from '../../../text/errors.ts';

type Order = 'muteInCall' | 'deafenInCall' | 'moveInCall';
type Target = Pick<CallParticipantView, 'member' | 'name'>;

/** What the own person may do in the call of a channel on screen; null where nothing at all. */
export const useVoiceAccess = (channel: ChannelId): VoiceAccessView | null => {
  const access = useSidebar()?.channels.find(({ id }) => id === channel)?.voice ?? null;
  return access && [access.mute, access.deafen, access.move].includes(null) ? access : null;
};

export const useModeration = (community: CommunityId, channel: ChannelId) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const run = async <K extends Order>(name: K, input: CommandInputs[K], said: string): Promise<void> => {
    const done = await bridge.command(name, input);
    if (done.ok) toasts.show(said);
    else toasts.show(errorWords(t, done.error), { tone: 'problem' });
  };
  const of = ({ member }: Target) => ({ community, channel, member });
  return {
    mute: (one: Target, on: boolean) =>
      run(
        'muteInCall',
        { ...of(one), on },
        on ? t('callPeople.muted', { name: one.name }) : t('callPeople.unmuted', { name: one.name }),
      ),
    deafen: (one: Target, on: boolean) =>
      run(
        'deafenInCall',
        { ...of(one), on },
        on ? t('callPeople.deafened', { name: one.name }) : t('callPeople.undeafened', { name: one.name }),
      ),
    async move(one: Target, to: VoicePlaceView) {
      const refusal = placeRefusal(t, one, to);
      if (refusal !== null) return toasts.show(refusal, { tone: 'problem' });
      const said = t('callPeople.moved', { name: one.name, channel: to.name });
      return run('moveInCall', { ...of(one), to: to.channel }, said);
    },
    disconnect: (one: Target) =>
      run('moveInCall', { ...of(one), to: null }, t('callPeople.disconnected', { name: one.name })),
  };
};

/** Why somebody can't be moved there; null when they can. */
export const placeRefusal = (t: TFunction, { name }: Target, { refusal }: VoicePlaceView): string | null => {
  if (refusal === null) return null;
  return refusal === 'full' ? t('callPeople.placeFull') : t('callPeople.mayNotEnter', { name });
};
