/** Cards that were put away, and the way back. */
import { ArchiveRestore } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { useBoard } from './board-context.ts';
import styles from './boards.module.css';

export const ArchiveDialog = ({ onClose }: { onClose: () => void }) => {
  const { view, locked, edit, openCard } = useBoard();
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('boards.archiveTitle')}
      description={locked ?? t('boards.archiveHint')}
      onClose={onClose}
    >
      {view.archived.length === 0 ? (
        <p className={styles.faint}>{t('boards.archiveEmpty')}</p>
      ) : (
        <ul className={styles.archive}>
          {view.archived.map((card) => (
            <li key={card.id}>
              <button
                type="button"
                onClick={() => {
                  onClose();
                  openCard(card.id);
                }}
              >
                {card.title}
              </button>
              {locked === null && (
                <Button tone="quiet" onClick={() => void edit({ type: 'restoreCard', card: card.id })}>
                  <Icon of={ArchiveRestore} size={15} />
                  {t('boards.restore')}
                  <span className="visually-hidden">: {card.title}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
};
