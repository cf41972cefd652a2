/** The keys, in groups. */
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { altKey, Keys, modKey } from '../../components/keys.tsx';
import { callKeys } from '../calls/people/call-keys.ts';
import { acceptKeys, declineKeys } from '../calls/ringing/use-ring-keys.ts';
import styles from './shortcuts.module.css';

export const Shortcuts = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const groups = [
    [
      t('shortcuts.go'),
      [
        [t('shortcuts.switcher'), [modKey, 'K']],
        [t('shortcuts.search'), [modKey, 'F']],
        [t('shortcuts.channels'), [altKey, '↑', '↓']],
        [t('shortcuts.unreadChannels'), [altKey, 'Shift', '↑', '↓']],
        [t('structure.reorder'), [modKey, 'Shift', '↑', '↓']],
        [t('shortcuts.escape'), ['Esc']],
        [t('shortcuts.list'), ['?']],
      ],
    ],
    [
      t('shortcuts.messages'),
      [
        [t('shortcuts.move'), ['↑', '↓']],
        [t('shortcuts.reply'), ['R']],
        [t('shortcuts.thread'), ['T']],
        [t('shortcuts.react'), ['+']],
        [t('shortcuts.edit'), ['E']],
        [t('shortcuts.delete'), ['Del']],
      ],
    ],
    [
      t('shortcuts.writing'),
      [
        [t('shortcuts.send'), ['Enter']],
        [t('shortcuts.newline'), ['Shift', 'Enter']],
        [t('shortcuts.editLast'), ['↑']],
        [t('shortcuts.mention'), ['@']],
        [t('shortcuts.emoji'), [':']],
      ],
    ],
    [
      t('notes.shortcuts'),
      [
        [t('notes.blocks'), ['/']],
        [t('notes.comment'), [modKey, altKey, 'M']],
        [t('notes.undo'), [modKey, 'Z']],
        [t('notes.redo'), [modKey, 'Shift', 'Z']],
        [t('notes.bold'), [modKey, 'B']],
      ],
    ],
    [
      t('boards.shortcuts'),
      [
        [t('boards.pickUp'), ['Space']],
        [t('boards.moveTo'), ['M']],
        [t('boards.addCard'), ['N']],
        [t('boards.rename'), ['E']],
        [t('boards.archive'), ['Del']],
      ],
    ],
    [
      t('callPeople.shortcuts'),
      [
        [t('callPeople.toggleMute'), [modKey, 'Shift', callKeys.mute]],
        [t('callPeople.toggleDeafen'), [modKey, 'Shift', callKeys.deafen]],
        [t('callPeople.leave'), [modKey, 'Shift', callKeys.leave]],
        [t('ringing.shortcutAccept'), acceptKeys],
        [t('ringing.shortcutDecline'), declineKeys],
      ],
    ],
  ] as const;
  return (
    <Dialog title={t('shortcuts.title')} width={760} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([words, combination]) => (
                <div key={words}>
                  <dt>{words}</dt>
                  <dd>
                    <Keys keys={combination} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
};
