/** A labelled input with its hint or refusal tied to it. */
import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';
import { Icon } from './icons.tsx';

type Labelled = { label: string; hint?: ReactNode; error?: string | null; hideLabel?: boolean };
/** What ties a control to its label and its note. */
type Ties = {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
};

const Frame = ({
  label,
  hint,
  error,
  hideLabel = false,
  control,
}: Labelled & { control: (ties: Ties) => ReactNode }) => {
  const id = useId();
  const note = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {control({
        id,
        className: styles.input,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': note,
      })}
      {error ? (
        <p id={note} className={styles.error} role="alert">
          {error}
        </p>
      ) : (
        hint && (
          <p id={note} className={styles.hint}>
            {hint}
          </p>
        )
      )}
    </div>
  );
};

export const Field = ({ label, hint, error, hideLabel, ...input }: Labelled & ComponentProps<'input'>) => (
  <Frame
    {...{ label, hint, error: error ?? null, hideLabel: hideLabel ?? false }}
    control={(ties) => <input {...ties} autoComplete="off" spellCheck={false} {...input} />}
  />
);

export const TextArea = ({
  label,
  hint,
  error,
  hideLabel,
  ...input
}: Labelled & ComponentProps<'textarea'>) => (
  <Frame
    {...{ label, hint, error: error ?? null, hideLabel: hideLabel ?? false }}
    control={(ties) => <textarea {...ties} rows={3} {...input} />}
  />
);

export const Select = ({
  label,
  value,
  options,
  onChange,
  hideLabel = false,
}: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  hideLabel?: boolean;
}) => (
  <Frame
    label={label}
    hideLabel={hideLabel}
    control={(ties) => (
      <div className={styles.select}>
        <select {...ties} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} size={16} />
      </div>
    )}
  />
);

/** One of a few, as buttons in a row. */
export const Segments = <T extends string | number>({
  label,
  value,
  options,
  onChange,
  hideLabel = false,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
  hideLabel?: boolean;
}) => {
  const id = useId();
  return (
    <fieldset className={styles.field}>
      <legend className={hideLabel ? 'visually-hidden' : styles.label}>{label}</legend>
      <div className={styles.segments}>
        {options.map((option) => (
          <label key={String(option.value)} className={styles.segment}>
            <input
              type="radio"
              name={id}
              className="visually-hidden"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
