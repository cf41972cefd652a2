/** A labelled input with its hint or refusal tied to it. */
import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';

type Shared = { label: string; hint?: ReactNode; error?: string | null; hideLabel?: boolean };

export const Field = ({
  label,
  hint,
  error,
  hideLabel = false,
  ...input
}: Shared & ComponentProps<'input'>) => {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        {...input}
      />
      <FieldNote id={id} hint={hint} error={error ?? null} />
    </div>
  );
};

export const TextArea = ({
  label,
  hint,
  error,
  hideLabel = false,
  ...input
}: Shared & ComponentProps<'textarea'>) => {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.input}
        rows={3}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        {...input}
      />
      <FieldNote id={id} hint={hint} error={error ?? null} />
    </div>
  );
};

const FieldNote = ({ id, hint, error }: { id: string; hint: ReactNode; error: string | null }) => {
  if (error)
    return (
      <p id={`${id}-error`} className={styles.error} role="alert">
        {error}
      </p>
    );
  return hint ? (
    <p id={`${id}-hint`} className={styles.hint}>
      {hint}
    </p>
  ) : null;
};

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
