/** Buttons: filled for the one thing to do, plain for the rest, a square for an icon. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { Icon } from './icons.tsx';
import { Tip } from './tip.tsx';

type Tone = 'accent' | 'quiet' | 'outline' | 'danger';

export const Button = ({
  tone = 'outline',
  wide = false,
  className,
  ...rest
}: ComponentProps<'button'> & { tone?: Tone; wide?: boolean }) => (
  <button
    type="button"
    className={`${styles.button} ${className ?? ''}`}
    data-tone={tone}
    data-wide={wide || undefined}
    {...rest}
  />
);

/** An icon that says what it does to screen readers and, unless `tip` is false, on hover and focus. */
export const IconButton = ({
  icon,
  label,
  keys,
  size = 18,
  side,
  pressed,
  tip = true,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  label: string;
  keys?: ReactNode;
  size?: number;
  side?: 'top' | 'bottom' | 'left' | 'right';
  pressed?: boolean;
  tip?: boolean;
}) => {
  const button = (
    <button
      type="button"
      className={`${styles.icon} ${className ?? ''}`}
      aria-label={label}
      aria-pressed={pressed}
      {...rest}
    >
      <Icon of={icon} size={size} />
    </button>
  );
  if (!tip) return button;
  return (
    <Tip label={label} keys={keys} {...(side ? { side } : {})}>
      {button}
    </Tip>
  );
};
