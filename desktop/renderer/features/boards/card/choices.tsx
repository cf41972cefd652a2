/** Some of many, ticked in a list that is searched: who does it, which labels it has. */
import { Popover } from '@base-ui/react/popover';
import { Check } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import { arrowFocus } from '../../../components/arrow-focus.ts';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icons.tsx';
import overlay from '../../../components/overlay.module.css';
import styles from './card.module.css';

export type Choice = {
  readonly key: string;
  readonly label: string;
  readonly mark: ReactNode;
  readonly on: boolean;
  readonly toggle: () => void;
};

/** Listed at once; the search finds the others. */
const shownAtOnce = 100;

export const Choices = ({
  label,
  search,
  none,
  trigger,
  choices,
  children,
}: {
  label: string;
  search: string;
  none: string;
  trigger: ReactElement;
  choices: readonly Choice[];
  /** What stands beneath the list. */
  children?: ReactNode;
}) => {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const wanted = text.trim().toLocaleLowerCase();
  const found = choices.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted));
  return (
    <Popover.Root onOpenChange={(open) => open && setText('')}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner className={overlay.positioner} side="bottom" align="start" sideOffset={6}>
          <Popover.Popup
            className={`${overlay.popup} ${styles.choices}`}
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
            />
            {found.length === 0 && (
              <p className={styles.none} role="status">
                {none}
              </p>
            )}
            <ul>
              {found.slice(0, shownAtOnce).map((choice) => (
                <li key={choice.key}>
                  <button
                    type="button"
                    data-option
                    className={styles.choice}
                    aria-pressed={choice.on}
                    onClick={choice.toggle}
                  >
                    {choice.mark}
                    <span>{choice.label}</span>
                    {choice.on && <Icon of={Check} size={16} />}
                  </button>
                </li>
              ))}
            </ul>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
