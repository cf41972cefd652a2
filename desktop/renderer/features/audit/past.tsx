/** The community as of a moment: chosen by date, or by stepping through what was done. */
import type { CommunityId, PastView } from '@maru/sync-core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryInputs } from '../../../contract/index.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { actWords } from '../../text/audit-words.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './audit.module.css';
import { PastStructure } from './past-structure.tsx';

type Moment = QueryInputs['past']['moment'];

const two = (value: number): string => String(value).padStart(2, '0');
/** As a field for date and time says it, where the person is. */
const toField = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

const Steps = ({ past, onStep }: { past: PastView; onStep: (step: number) => void }) => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  const id = useId();
  const [dragged, setDragged] = useState<number | null>(null);
  const step = dragged ?? past.step;
  // The answer for where one let go has come.
  useEffect(() => {
    if (dragged === past.step) setDragged(null);
  }, [dragged, past.step]);
  const move = (to: number) => {
    setDragged(to);
    onStep(to);
  };
  return (
    <div className={styles.stepper}>
      <IconButton
        icon={ChevronLeft}
        label={t('audit.past.earlier')}
        disabled={step <= 1}
        onClick={() => move(step - 1)}
      />
      <label htmlFor={id} className="visually-hidden">
        {t('audit.past.slider')}
      </label>
      <input
        id={id}
        type="range"
        min={Math.min(1, past.steps)}
        max={past.steps}
        value={step}
        aria-valuetext={past.last === null ? undefined : `${time.exact(past.at)}, ${actWords(t, past.last)}`}
        onChange={(event) => move(event.target.valueAsNumber)}
      />
      <IconButton
        icon={ChevronRight}
        label={t('audit.past.later')}
        disabled={step >= past.steps}
        onClick={() => move(step + 1)}
      />
      <span className={styles.stepCount}>{t('audit.past.step', { step, steps: past.steps })}</span>
    </div>
  );
};

export const Past = ({
  community,
  at,
  onMove,
}: {
  community: CommunityId;
  /** Null: now. */
  at: number | null;
  onMove: (at: number | null) => void;
}) => {
  const { environment } = useServices();
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  const opened = useRef(environment.now());
  const [moment, setMoment] = useState<Moment>({ kind: 'at', ms: at ?? opened.current });
  // A slider asks for every step that it passes: only the last one matters.
  const asked = useDeferredValue(moment);
  const { value: past, error } = useQuery('past', { community, moment: asked }, ['governanceChanged']);
  const move = (next: Moment) => {
    setMoment(next);
    if (next.kind === 'at') onMove(next.ms);
  };
  return (
    <div className={styles.past}>
      <div className={styles.moment}>
        <Field
          type="datetime-local"
          label={t('audit.past.label')}
          value={past === null ? '' : toField(past.at)}
          max={toField(opened.current)}
          onChange={(event) => {
            const ms = new Date(event.target.value).getTime();
            // The whole minute that was named.
            if (!Number.isNaN(ms)) move({ kind: 'at', ms: Math.max(0, ms + 59_999) });
          }}
        />
        <Button onClick={() => move({ kind: 'at', ms: environment.now() })}>{t('audit.past.now')}</Button>
      </div>
      {error !== null && (
        <p className={styles.problem} role="alert">
          {errorWords(t, error)}
        </p>
      )}
      {past !== null && (
        <>
          <Steps past={past} onStep={(step) => move({ kind: 'step', step })} />
          <p className={styles.last} role="status">
            {past.last === null
              ? t('audit.past.before')
              : `${time.exact(past.last.at)} · ${actWords(t, past.last)}`}
          </p>
          {past.founded && <PastStructure community={community} past={past} />}
        </>
      )}
    </div>
  );
};
