/** What opens over everything about people: a card, a menu, a question. Closed when its community is left. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useNavigation } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { PeopleDialogs } from './people-dialogs.tsx';
import { PersonCard } from './person-card.tsx';
import { PersonMenu } from './person-menu.tsx';

export const PeopleLayer = () => {
  const { people } = useServices();
  const { card, menu, dialog } = useStore(people.store);
  const community = useNavigation((state) => state.community);
  useEffect(() => {
    const { store, closeCard, closeMenu, closeDialog } = people;
    const { card: shown, menu: opened, dialog: asked } = store.getState();
    if (shown && shown.community !== community) closeCard();
    if (opened && opened.community !== community) closeMenu();
    if (asked && asked.community !== community) closeDialog();
  }, [people, community]);
  return (
    <>
      {card && <PersonCard key={card.member} at={card} />}
      {menu && <PersonMenu key={menu.member} at={menu} />}
      {dialog && (
        <PeopleDialogs community={dialog.community} asks={dialog.asks} onClose={people.closeDialog} />
      )}
    </>
  );
};
