/** What can be done with a person, opened at a button of theirs: asked of the host first, so that it opens whole. */
import { Menu } from '@base-ui/react/menu';
import { MenuEntries } from '../../components/menu.tsx';
import overlay from '../../components/overlay.module.css';
import type { PersonAt } from '../../stores/people-store.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { usePersonEntries } from './person-entries.ts';

export const PersonMenu = ({ at: { community, member, anchor } }: { at: PersonAt }) => {
  const { people } = useServices();
  const { value: person } = useQuery('person', { community, member }, ['governanceChanged']);
  const entriesOf = usePersonEntries(community);
  if (!person) return null;
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && people.closeMenu()}>
      <Menu.Portal>
        <Menu.Positioner className={overlay.positioner} anchor={anchor} align="end" sideOffset={4}>
          <Menu.Popup className={overlay.popup} finalFocus={() => anchor}>
            <MenuEntries entries={entriesOf(person)} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};
