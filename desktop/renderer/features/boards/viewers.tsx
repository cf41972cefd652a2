/** Who else looks at this board right now; and that one does oneself, told to the others while the page is open. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Tip } from '../../components/tip.tsx';
import { boardInput } from '../../stores/board-store.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { useBoard } from './board-context.ts';
import styles from './boards.module.css';

/** Faces beside one another; the words name all. */
const shown = 4;

export const Viewers = () => {
  const { place } = useBoard();
  const { bridge } = useServices();
  const { t } = useTranslation();
  const { value } = useQuery('boardLookers', boardInput(place), ['lookersChanged', 'membersChanged']);
  useEffect(() => {
    void bridge.command('lookAtBoard', { ...boardInput(place), on: true });
    return () => void bridge.command('lookAtBoard', { ...boardInput(place), on: false });
  }, [bridge, place]);
  if (!value || value.length === 0) return null;
  const words = t('boards.viewers', { count: value.length, names: value.map(({ name }) => name).join(', ') });
  return (
    <Tip label={words} side="bottom">
      <span className={styles.viewers} role="img" aria-label={words}>
        {value.slice(0, shown).map(({ member, name, colour }) => (
          <Avatar key={member} name={name} colour={colour} size={24} />
        ))}
        {value.length > shown && <span>+{value.length - shown}</span>}
      </span>
    </Tip>
  );
};
