/** When do-not-disturb turns itself on and off. What can't be saved yet stays in its fields and says why. */
import type { QuietHours } from '@maru/sync-core';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../components/field.tsx';
import styles from './notifications.module.css';
import { fieldToMinute, minuteToField, scheduleProblem } from './quiet-times.ts';

/** A week that begins on Monday, as calendars in both languages are mostly hung. */
const week = [1, 2, 3, 4, 5, 6, 0];
/** Any Sunday. */
const sunday = Date.UTC(2026, 0, 4);
const dayMs = 24 * 60 * 60 * 1000;

const dayName = (language: string, day: number, weekday: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(sunday + day * dayMs);

type Times = Pick<QuietHours, 'days' | 'from' | 'to'>;

export const QuietSchedule = ({ quiet, onSave }: { quiet: Times; onSave: (times: Times) => void }) => {
  const { t, i18n } = useTranslation();
  const error = useId();
  const [days, setDays] = useState(quiet.days);
  const [from, setFrom] = useState(minuteToField(quiet.from));
  const [to, setTo] = useState(minuteToField(quiet.to));
  const told = JSON.stringify([quiet.days, quiet.from, quiet.to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` stands for what the host says.
  useEffect(() => {
    setDays(quiet.days);
    setFrom(minuteToField(quiet.from));
    setTo(minuteToField(quiet.to));
  }, [told]);

  const [fromMinute, toMinute] = [fieldToMinute(from), fieldToMinute(to)];
  const problem = scheduleProblem(days, fromMinute, toMinute);
  const save = (wanted: readonly number[], begin: number | null, end: number | null) => {
    if (begin === null || end === null || scheduleProblem(wanted, begin, end) !== null) return;
    onSave({ days: wanted, from: begin, to: end });
  };
  const toggle = (day: number, on: boolean) => {
    const wanted = on ? [...days, day].sort((a, b) => a - b) : days.filter((one) => one !== day);
    setDays(wanted);
    save(wanted, fromMinute, toMinute);
  };
  const passes =
    fromMinute === null || toMinute === null || fromMinute < toMinute
      ? null
      : t(fromMinute === toMinute ? 'notifications.wholeDay' : 'notifications.nextDay');

  return (
    <div className={styles.schedule}>
      <fieldset className={styles.days} aria-describedby={problem === 'no-days' ? error : undefined}>
        <legend>{t('notifications.days')}</legend>
        {week.map((day) => (
          <label key={day} className={styles.day}>
            <input
              type="checkbox"
              className="visually-hidden"
              aria-label={dayName(i18n.language, day, 'long')}
              checked={days.includes(day)}
              onChange={(event) => toggle(day, event.target.checked)}
            />
            <span aria-hidden="true">{dayName(i18n.language, day, 'short')}</span>
          </label>
        ))}
      </fieldset>
      {problem === 'no-days' && (
        <p id={error} className={styles.error} role="alert">
          {t('notifications.noDays')}
        </p>
      )}
      <div className={styles.times}>
        <Field
          label={t('notifications.from')}
          type="time"
          value={from}
          onChange={(event) => {
            setFrom(event.target.value);
            save(days, fieldToMinute(event.target.value), toMinute);
          }}
        />
        <Field
          label={t('notifications.to')}
          type="time"
          value={to}
          hint={passes}
          onChange={(event) => {
            setTo(event.target.value);
            save(days, fromMinute, fieldToMinute(event.target.value));
          }}
        />
      </div>
      {problem === 'no-time' && (
        <p className={styles.error} role="alert">
          {t('notifications.noTime')}
        </p>
      )}
    </div>
  );
};
