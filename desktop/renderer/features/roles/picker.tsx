/** Finds a role or a member by name: a button that opens a search with its list, arrows from one to the other. */
import { Popover } from '@base-ui/react/popover';
import { Plus } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { arrowFocus } from '../../components/arrow-focus.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import overlay from '../../components/overlay.module.css';
import styles from './roles.module.css';

export type PickerItem = {
  readonly key: string;
  readonly label: string;
  readonly mark: ReactNode;
  /** What it is, where there is more than one kind. */
  readonly kind?: string;
  readonly pick: () => void;
};

/** Listed at once; the search finds the others. */
const shownAtOnce = 100;

export const Picker = ({
  label,
  search,
  none,
  items,
}: {
  label: string;
  search: string;
  none: string;
  items: readonly PickerItem[];
}) => {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const wanted = text.trim().toLocaleLowerCase();
  const found = items.filter((item) => item.label.toLocaleLowerCase().includes(wanted));
  const change = (next: boolean) => {
    setOpen(next);
    if (next) setText('');
  };
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger
        render={
          <Button>
            <Icon of={Plus} size={16} />
            {label}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner className={overlay.positioner} side="bottom" align="start" sideOffset={6}>
          <Popover.Popup
            className={`${overlay.popup} ${styles.picker}`}
            aria-label={label}
            initialFocus={input}
            onKeyDown={arrowFocus('[data-option]')}
          >
            <Field
              ref={input}
              label={search}
              hideLabel
              placeholder={search}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                const [first] = found;
                if (event.key !== 'Enter' || event.nativeEvent.isComposing || !first) return;
                event.preventDefault();
                setOpen(false);
                first.pick();
              }}
            />
            {found.length === 0 && (
              <p className={styles.pickerNone} role="status">
                {none}
              </p>
            )}
            <ul>
              {found.slice(0, shownAtOnce).map((item) => (
                <li key={item.key}>
                  <button
                    type="button"
                    data-option
                    className={styles.option}
                    onClick={() => {
                      setOpen(false);
                      item.pick();
                    }}
                  >
                    {item.mark}
                    <span className={styles.optionName}>{item.label}</span>
                    {item.kind && <span className={styles.optionKind}>{item.kind}</span>}
                  </button>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
