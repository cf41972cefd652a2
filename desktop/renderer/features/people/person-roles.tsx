/** Somebody's roles, to be given and taken where one may; where not, it says why. */
import { Menu } from '@base-ui/react/menu';
import type { CommunityId, PersonView } from '@maru/sync-core';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import overlay from '../../components/overlay.module.css';
import { usePermissions } from '../../stores/hooks.ts';
import { refusalWords } from '../../text/refusals.ts';
import { Barred } from './barred.tsx';
import styles from './person-card.module.css';
import { usePeopleActs } from './use-people-acts.ts';

const Dot = ({ colour }: { colour: PersonView['roles'][number]['colour'] }) => (
  <span
    className={styles.dot}
    style={{ background: colour ? `var(--solid-${colour})` : 'var(--line-control)' }}
  />
);

const AddRole = ({ community, person }: { community: CommunityId; person: PersonView }) => {
  const { t } = useTranslation();
  const acts = usePeopleActs(community);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        render={<IconButton icon={Plus} size={15} label={t('people.addRole')} className={styles.add ?? ''} />}
      />
      <Menu.Portal>
        <Menu.Positioner className={overlay.positioner} sideOffset={4} align="start">
          <Menu.Popup className={overlay.popup}>
            {person.otherRoles.map((role) => (
              <Menu.Item
                key={role.id}
                className={overlay.item}
                disabled={role.give !== null}
                onClick={() => void acts.giveRole(person, role)}
              >
                <Dot colour={role.colour} />
                {role.give === null ? (
                  role.name
                ) : (
                  <span className={overlay.itemText}>
                    {role.name}
                    <small>{refusalWords(t, role.give)}</small>
                  </span>
                )}
              </Menu.Item>
            ))}
            {person.otherRoles.length === 0 && <p className={styles.none}>{t('people.allRoles')}</p>}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};

export const PersonRoles = ({ community, person }: { community: CommunityId; person: PersonView }) => {
  const { t } = useTranslation();
  const acts = usePeopleActs(community);
  const permissions = usePermissions();
  // Whoever has nothing to do with roles just sees them.
  const handles = permissions.includes('manageRoles') || permissions.includes('administrator');
  return (
    <section aria-label={t('people.rolesTitle')}>
      <h3 className={styles.label}>{t('people.rolesTitle')}</h3>
      <div className={styles.chips}>
        {person.roles.map((role) => (
          <span key={role.id} className={styles.chip} data-bare={!handles || undefined}>
            <Dot colour={role.colour} />
            <span className={styles.chipName}>{role.name}</span>
            {handles && (
              <Barred verdict={role.take}>
                <button
                  type="button"
                  className={styles.take}
                  aria-label={t('people.takeRole', { role: role.name })}
                  onClick={() => void acts.takeRole(person, role)}
                >
                  <X size={13} strokeWidth={1.75} aria-hidden="true" />
                </button>
              </Barred>
            )}
          </span>
        ))}
        {person.roles.length === 0 && <span className={styles.none}>{t('people.noRoles')}</span>}
        {handles && <AddRole community={community} person={person} />}
      </div>
    </section>
  );
};
