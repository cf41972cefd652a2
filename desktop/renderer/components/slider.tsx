/** A value between two ends: the line with its thumb, and the field with its name and what the value comes to. */
import { Slider } from '@base-ui/react/slider';
import styles from './slider.module.css';

type Range = {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
};

/** The line alone, within a `Slider.Root`. */
const Line = ({
  label,
  text,
  small = false,
}: {
  /** What it is called where no label stands beside it. */
  label?: string | undefined;
  text?: ((value: number) => string) | undefined;
  small?: boolean;
}) => (
  <Slider.Control className={styles.control} data-small={small || undefined}>
    <Slider.Track className={styles.track}>
      <Slider.Indicator className={styles.on} />
      <Slider.Thumb
        className={styles.thumb}
        aria-label={label}
        {...(text ? { getAriaValueText: (_: string, now: number) => text(now) } : { tabIndex: -1 })}
      />
    </Slider.Track>
  </Slider.Control>
);

export const SliderField = ({
  label,
  text,
  onChange,
  ...range
}: Range & {
  label: string;
  /** As people read it: `50 %`, `200 ms`. */
  text: (value: number) => string;
}) => (
  <Slider.Root className={styles.slider} {...range} onValueChange={(next) => onChange(next)}>
    <Slider.Label className={styles.label}>{label}</Slider.Label>
    <span className={styles.value} aria-hidden="true">
      {text(range.value)}
    </span>
    <Line text={text} />
  </Slider.Root>
);

/** Where there is little room. Without `label` it is for pointers alone: what surrounds it has a name, and hears the keys. */
export const SmallSlider = ({
  label,
  text,
  className,
  onChange,
  ...range
}: Range &
  ({ label: string; text: (value: number) => string } | { label?: never; text?: never }) & {
    className?: string | undefined;
  }) => (
  <Slider.Root
    className={className}
    {...range}
    onValueChange={(next) => onChange(next)}
    {...(label === undefined ? { 'aria-hidden': true } : { 'aria-label': label })}
  >
    <Line label={label} text={text} small />
  </Slider.Root>
);
