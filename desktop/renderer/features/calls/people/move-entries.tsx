/** Where somebody in a call can be moved to: asked of the host once the submenu opens. */
import { Menu } from '@base-ui/react/menu';
import type { CallParticipantView, ChannelId, CommunityId } from '@maru/sync-core';
import { AudioLines, ChevronRight, CornerUpRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { MenuEntries } from '../../../components/menu.tsx';
import overlay from '../../../components/overlay.module.css';
import { useQuery } from '../../../stores/use-query.ts';
import styles from './people.module.css';
import { placeRefusal, useModeration } from './use-moderation.ts';

type Of = { readonly community: CommunityId; readonly channel: ChannelId; readonly one: CallParticipantView };

const Places = ({ community, channel, one }: Of) => {
  const { t } = useTranslation();
  const { move } = useModeration(community, channel);
  const { value: places } = useQuery('voicePlaces', { community, member: one.member }, ['callsChanged']);
  if (!places) return null;
  const others = places.filter((place) => place.channel !== channel);
  if (others.length === 0) return <p className={overlay.note}>{t('callPeople.noOtherPlace')}</p>;
  return (
    <MenuEntries
      entries={others.map((place) => ({
        label: place.name,
        icon: AudioLines,
        reason: placeRefusal(t, one, place),
        run: () => void move(one, place),
      }))}
    />
  );
};

export const MoveEntries = (of: Of) => {
  const { t } = useTranslation();
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={overlay.item}>
        <Icon of={CornerUpRight} size={16} />
        {t('callPeople.moveTo')}
        <span className={styles.end}>
          <Icon of={ChevronRight} size={14} />
        </span>
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className={overlay.positioner} sideOffset={2} alignOffset={-4}>
          <Menu.Popup className={overlay.popup}>
            <Places {...of} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
};
