/** A voice channel's row: whether one may come in, and what a press on it does. */
import { type ChannelView, type CommunityId, limits } from '@maru/sync-core';
import { AudioLines, Eye, PhoneOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isSamePlace } from '../../../calls/call-place.ts';
import type { MenuEntry } from '../../../components/menu.tsx';
import { useCallIn } from '../../../stores/hooks.ts';
import { useServices } from '../../../stores/services.ts';
import { refusalWords } from '../../../text/refusals.ts';
import { enterChannel } from './enter-channel.ts';

export type VoiceChannel = {
  readonly isIn: boolean;
  /** Why one can't come in, said before it is tried. */
  readonly refusal: string | null;
  /** Comes in and opens the page; only the page where one is in already or can't come in. */
  readonly press: () => void;
  /** For its menu; empty for a channel without calls. */
  readonly entries: readonly MenuEntry[];
};

export const useVoiceChannel = (community: CommunityId, channel: ChannelView): VoiceChannel => {
  const services = useServices();
  const { call, navigation } = services;
  const { t } = useTranslation();
  const place = { community, channel: channel.id };
  const isIn = useStore(call.store, (state) => isSamePlace(state.place, place));
  const here = useCallIn(community, channel.id);
  const self = useStore(
    services.communities.store,
    ({ byId }) => byId[community]?.members?.members.find(({ me }) => me)?.member,
  );
  const open = () => navigation.openChannel(community, channel.id);
  const { voice } = channel;
  if (voice === null) return { isIn: false, refusal: null, press: open, entries: [] };
  const hasOwnDevices = here.filter(({ member }) => member === self).length >= limits.callDevices;
  const isFull = here.length >= limits.callParticipants;
  const full = hasOwnDevices
    ? t('calls.ownDevices', { count: limits.callDevices })
    : isFull && t('calls.full', { count: limits.callParticipants });
  const denied = channel.archived ? t('callPeople.archived') : voice.enter && refusalWords(t, voice.enter);
  const refusal = denied ?? ((!isIn && full) || null);
  const enter = () => void call.join(place);
  return {
    isIn,
    refusal,
    press: refusal === null ? () => enterChannel(services, community, channel) : open,
    entries: [
      isIn
        ? { label: t('callPeople.leave'), icon: PhoneOff, run: () => void call.leave() }
        : { label: t('callPeople.join'), icon: AudioLines, reason: refusal, run: enter },
      { label: t('callPeople.openOnly'), icon: Eye, run: open },
      'separator',
    ],
  };
};
