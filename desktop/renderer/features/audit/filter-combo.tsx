/** One filter that is found by typing: what there is, in groups; empty stands for all. */
import { Combobox } from '@base-ui/react/combobox';
import { Check, ChevronDown, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import overlay from '../../components/overlay.module.css';
import styles from './audit.module.css';

export type Choice = { readonly key: string; readonly label: string };
export type ChoiceGroup = { readonly value: string; readonly items: readonly Choice[] };

/** Listed at once; typing finds the others. */
const shownAtOnce = 100;

export const FilterCombo = ({
  label,
  all,
  groups,
  value,
  onChange,
}: {
  label: string;
  /** What stands there while nothing is chosen. */
  all: string;
  groups: readonly ChoiceGroup[];
  value: string | null;
  onChange: (key: string | null) => void;
}) => {
  const { t } = useTranslation();
  const id = useId();
  const chosen = groups.flatMap(({ items }) => items).find(({ key }) => key === value) ?? null;
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <Combobox.Root
        items={groups}
        value={chosen}
        limit={shownAtOnce}
        itemToStringLabel={(item: Choice) => item.label}
        isItemEqualToValue={(a: Choice, b: Choice) => a.key === b.key}
        onValueChange={(item: Choice | null) => onChange(item?.key ?? null)}
      >
        <div className={styles.combo}>
          <Combobox.Input id={id} placeholder={all} spellCheck={false} />
          {chosen !== null && (
            <Combobox.Clear aria-label={t('audit.clearOne', { label })} className={styles.comboClear}>
              <Icon of={X} size={14} />
            </Combobox.Clear>
          )}
          <Combobox.Trigger aria-label={label} className={styles.comboOpen}>
            <Icon of={ChevronDown} size={16} />
          </Combobox.Trigger>
        </div>
        <Combobox.Portal>
          <Combobox.Positioner className={overlay.positioner} sideOffset={4}>
            <Combobox.Popup className={`${overlay.popup} ${styles.comboPopup}`}>
              <Combobox.Empty className={styles.comboNone}>{t('audit.notFound')}</Combobox.Empty>
              <Combobox.List>
                {(group: ChoiceGroup) => (
                  <Combobox.Group key={group.value} items={group.items}>
                    <Combobox.GroupLabel className={styles.comboGroup}>{group.value}</Combobox.GroupLabel>
                    <Combobox.Collection>
                      {(item: Choice) => (
                        <Combobox.Item key={item.key} value={item} className={overlay.item}>
                          <span className={styles.comboLabel}>{item.label}</span>
                          <Combobox.ItemIndicator className={styles.comboCheck}>
                            <Icon of={Check} size={14} />
                          </Combobox.ItemIndicator>
                        </Combobox.Item>
                      )}
                    </Combobox.Collection>
                  </Combobox.Group>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </div>
  );
};
