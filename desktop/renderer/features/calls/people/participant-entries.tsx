/** What one can do with somebody in a call: hear them differently, and as a moderator act on them for all. */
import { Menu } from '@base-ui/react/menu';
import type { CallParticipantView, ChannelId, CommunityId, VoiceAccessView } from '@maru/sync-core';
import { Check, HeadphoneOff, type LucideIcon, MicOff, PhoneOff, UserRound, VolumeX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../../components/icons.tsx';
import { MenuEntries } from '../../../components/menu.tsx';
import overlay from '../../../components/overlay.module.css';
import { useServices } from '../../../stores/services.ts';
import { refusalWords } from '../../../text/refusals.ts';
import { MoveEntries } from './move-entries.tsx';
import styles from './people.module.css';
import { useModeration, useVoiceAccess } from './use-moderation.ts';
import { VolumeItem } from './volume-item.tsx';

type Of = { readonly community: CommunityId; readonly channel: ChannelId; readonly one: CallParticipantView };

const Switched = ({
  icon,
  label,
  on,
  reason = null,
  onChange,
}: {
  icon: LucideIcon;
  label: string;
  on: boolean;
  reason?: string | null;
  onChange: (on: boolean) => void;
}) => (
  <Menu.CheckboxItem
    className={overlay.item}
    checked={on}
    disabled={reason !== null}
    onCheckedChange={onChange}
    closeOnClick
  >
    <Icon of={icon} size={16} />
    <span className={overlay.itemText}>
      {label}
      {reason !== null && <small>{reason}</small>}
    </span>
    <Menu.CheckboxItemIndicator className={styles.end}>
      <Icon of={Check} size={15} />
    </Menu.CheckboxItemIndicator>
  </Menu.CheckboxItem>
);

const Moderation = ({ community, channel, one, access }: Of & { access: VoiceAccessView }) => {
  const { t } = useTranslation();
  const acts = useModeration(community, channel);
  const why = (verdict: VoiceAccessView['mute']) => verdict && refusalWords(t, verdict);
  return (
    <>
      <Menu.Separator className={overlay.separator} />
      <Switched
        icon={MicOff}
        label={t('callPeople.muteForAll')}
        on={one.serverMuted}
        reason={why(access.mute)}
        onChange={(on) => void acts.mute(one, on)}
      />
      <Switched
        icon={HeadphoneOff}
        label={t('callPeople.deafenForAll')}
        on={one.serverDeafened}
        reason={why(access.deafen)}
        onChange={(on) => void acts.deafen(one, on)}
      />
      {access.move === null && <MoveEntries community={community} channel={channel} one={one} />}
      <MenuEntries
        entries={[
          {
            label: t('callPeople.disconnect'),
            icon: PhoneOff,
            tone: 'danger',
            reason: why(access.move),
            run: () => void acts.disconnect(one),
          },
        ]}
      />
    </>
  );
};

/** Stands in a menu's popup. `anchor`: what their card opens beside. */
export const ParticipantEntries = ({ anchor, ...of }: Of & { anchor: () => HTMLElement | null }) => {
  const { people, callSettings } = useServices();
  const { t } = useTranslation();
  const { community, channel, one } = of;
  const access = useVoiceAccess(channel);
  const silenced = useStore(callSettings.store, (state) => state.silenced.includes(one.member));
  const showCard = () => {
    const element = anchor();
    if (element) people.openCard({ community, member: one.member, anchor: element });
  };
  return (
    <>
      <p className={overlay.note} aria-hidden="true">
        {one.name}
      </p>
      <MenuEntries entries={[{ label: t('callPeople.card'), icon: UserRound, run: showCard }]} />
      {!one.me && (
        <>
          <Menu.Separator className={overlay.separator} />
          <Switched
            icon={VolumeX}
            label={t('callPeople.silence')}
            on={silenced}
            onChange={(on) => callSettings.setSilenced(one.member, on)}
          />
          <VolumeItem one={one} />
        </>
      )}
      {access && <Moderation {...of} access={access} />}
    </>
  );
};
