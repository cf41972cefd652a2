/** The menu of somebody in a call, by right click, menu key or a resting finger; and the button that opens the same. */
import { ContextMenu } from '@base-ui/react/context-menu';
import { Menu } from '@base-ui/react/menu';
import type { CallParticipantView, ChannelId, CommunityId } from '@maru/sync-core';
import { MoreHorizontal } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/button.tsx';
import overlay from '../../../components/overlay.module.css';
import { ParticipantEntries } from './participant-entries.tsx';
import styles from './people.module.css';

type Of = {
  readonly community: CommunityId;
  readonly channel: ChannelId;
  readonly one: CallParticipantView;
};

export const ParticipantMenu = ({
  trigger,
  children,
  ...of
}: Of & {
  /** The element that is clicked on; `children` stand in it. */
  trigger: ReactElement;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger ref={element} render={trigger}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className={overlay.positioner}>
          <ContextMenu.Popup
            className={`${overlay.popup} ${styles.menu}`}
            aria-label={t('callPeople.participantMenu', { name: of.one.name })}
          >
            <ParticipantEntries {...of} anchor={() => element.current} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
};

export const ParticipantMenuButton = ({ className, ...of }: Of & { className?: string }) => {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        ref={button}
        render={
          <IconButton
            icon={MoreHorizontal}
            label={t('callPeople.participantMenu', { name: of.one.name })}
            tip={false}
            {...(className ? { className } : {})}
          />
        }
      />
      <Menu.Portal>
        <Menu.Positioner className={overlay.positioner} sideOffset={4} align="end">
          <Menu.Popup className={`${overlay.popup} ${styles.menu}`}>
            <ParticipantEntries {...of} anchor={() => button.current} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};
