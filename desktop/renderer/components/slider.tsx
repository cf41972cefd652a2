/** A labelled value between two ends, with what it comes to beside it. */
import { Slider } from '@base-ui/react/slider';
import styles from './slider.module.css';

export const SliderField = ({
  label,
  value,
  min,
  max,
  step,
  text,
  onChange,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** As people read it: `50 %`, `200 ms`. */
  text: (value: number) => string;
  onChange: (value: number) => void;
}) => (
  <Slider.Root
    className={styles.slider}
    {...{ min, max, step, value }}
    onValueChange={(next) => onChange(next)}
  >
    <Slider.Label className={styles.label}>{label}</Slider.Label>
    <span className={styles.value} aria-hidden="true">
      {text(value)}
    </span>
    <Slider.Control className={styles.control}>
      <Slider.Track className={styles.track}>
        <Slider.Indicator className={styles.on} />
        <Slider.Thumb className={styles.thumb} getAriaValueText={(_, now) => text(now)} />
      </Slider.Track>
    </Slider.Control>
  </Slider.Root>
);
