/** Anywhere within one keystroke: channels of the open community, and the other communities. */
import type { LucideIcon } from 'lucide-react';
import { Search, Settings, UserPlus } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { communityColour } from '../../components/community-colour.ts';
import { Dialog } from '../../components/dialog.tsx';
import { channelIcons, Icon } from '../../components/icons.tsx';
import { useCommunities, useSidebar } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { enterChannel } from '../calls/people/enter-channel.ts';
import { isComposing } from '../composer/keyboard.ts';
import styles from './switcher.module.css';

type Target = { key: string; name: string; note: string; art: ReactNode; unread: boolean; run: () => void };
const shown = 9;

export const Switcher = ({ onClose }: { onClose: () => void }) => {
  const services = useServices();
  const { navigation } = services;
  const { t } = useTranslation();
  const sidebar = useSidebar();
  const communities = useCommunities();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const mayInvite = sidebar?.permissions.some((name) => name === 'createInvite' || name === 'administrator');
  const action = (name: string, icon: LucideIcon, run: () => void): Target => ({
    key: name,
    name,
    note: t('switcher.action'),
    art: <Icon of={icon} size={18} />,
    unread: false,
    run,
  });
  const targets: readonly Target[] = [
    ...(sidebar?.channels ?? []).map((channel) => ({
      key: channel.id as string,
      name: channel.name,
      note:
        sidebar?.categories.find((one) => one.id === channel.category)?.name ?? sidebar?.community.name ?? '',
      art: <Icon of={channelIcons[channel.kind]} size={18} />,
      unread: channel.unread,
      run: () => sidebar && enterChannel(services, sidebar.community.id, channel),
    })),
    ...communities.map((community) => ({
      key: community.id as string,
      name: community.name,
      note: '',
      art: <Avatar name={community.name} colour={communityColour(community.id)} size={24} muted />,
      unread: community.unread,
      run: () => {
        navigation.openCommunity(community.id);
        navigation.openDialog(null);
      },
    })),
    action(t('common.settings'), Settings, () => navigation.openSettings('profile')),
    ...(mayInvite
      ? [action(t('sidebar.invite'), UserPlus, () => navigation.openDialog({ kind: 'invite' }))]
      : []),
  ];
  const wanted = text.trim().toLocaleLowerCase();
  const found = targets
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    // Unread first while nothing is asked for.
    .sort((a, b) => (wanted === '' ? Number(b.unread) - Number(a.unread) : 0))
    .slice(0, shown);
  return (
    <Dialog bare title={t('switcher.title')} width={560} onClose={onClose}>
      <div className={styles.box}>
        <Icon of={Search} size={18} />
        <input
          autoFocus
          value={text}
          placeholder={t('switcher.placeholder')}
          role="combobox"
          aria-label={t('switcher.placeholder')}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (step !== 0) {
              event.preventDefault();
              setActive((at) => (at + step + found.length) % Math.max(1, found.length));
            }
            if (event.key === 'Enter') found[active]?.run();
          }}
        />
      </div>
      <div id={id} role="listbox" aria-label={t('switcher.title')} className={styles.list}>
        {found.map((target, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant moves, focus stays.
          <div
            key={target.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.target}
            data-unread={target.unread || undefined}
            onPointerMove={() => setActive(index)}
            onClick={target.run}
          >
            <span className={styles.art}>{target.art}</span>
            <span className={styles.name}>{target.name}</span>
            <span className={styles.note}>{target.note}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{t('switcher.none')}</p>}
    </Dialog>
  );
};
