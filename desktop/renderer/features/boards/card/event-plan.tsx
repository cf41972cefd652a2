/** A card that is something to come to: when, where, and who comes. */
import { type BoardCard, limits, type EventPlan as Plan } from '@maru/sync-core';
import { CalendarPlus, Clock, MapPin, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import { useBoard } from '../board-context.ts';
import { Answers } from './answers.tsx';
import styles from './card.module.css';
import { eventWords, fromField, toField } from './event-words.ts';
import { useAnswer } from './use-answer.ts';

const hourMs = 3_600_000;

const PlanDialog = ({ card, onClose }: { card: BoardCard; onClose: () => void }) => {
  const { edit } = useBoard();
  const { environment } = useServices();
  const { t } = useTranslation();
  const nextHour = Math.ceil(environment.now() / hourMs + 1) * hourMs;
  const [starts, setStarts] = useState(toField(card.event?.starts ?? nextHour));
  const [ends, setEnds] = useState(card.event?.ends == null ? '' : toField(card.event.ends));
  const [place, setPlace] = useState(card.event?.place ?? '');
  const [problem, setProblem] = useState<{ of: 'starts' | 'ends'; text: string } | null>(null);
  const save = async (event: Plan | null) => {
    if (await edit({ type: 'setEvent', card: card.id, event })) onClose();
  };
  const submit = () => {
    const from = fromField(starts);
    const to = fromField(ends);
    if (from === null) return setProblem({ of: 'starts', text: t('boards.startMissing') });
    if (to !== null && to <= from) return setProblem({ of: 'ends', text: t('boards.endBeforeStart') });
    void save({ starts: from, ends: to, place: place.trim() });
  };
  return (
    <Dialog title={t('boards.planTitle')} description={t('boards.planHint')} onClose={onClose}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          type="datetime-local"
          label={t('boards.starts')}
          value={starts}
          error={problem?.of === 'starts' ? problem.text : null}
          onChange={(event) => {
            setStarts(event.target.value);
            setProblem(null);
          }}
        />
        <Field
          type="datetime-local"
          label={t('boards.ends')}
          hint={t('boards.endsHint')}
          value={ends}
          error={problem?.of === 'ends' ? problem.text : null}
          onChange={(event) => {
            setEnds(event.target.value);
            setProblem(null);
          }}
        />
        <Field
          label={t('boards.place')}
          placeholder={t('boards.placePlaceholder')}
          value={place}
          maxLength={limits.planPlaceChars}
          onChange={(event) => setPlace(event.target.value)}
        />
        <DialogFoot>
          {card.event && (
            <Button tone="quiet" onClick={() => void save(null)}>
              {t('boards.removePlan')}
            </Button>
          )}
          <Button type="submit" tone="accent">
            {t('common.save')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

export const EventPlan = ({ card }: { card: BoardCard }) => {
  const { locked, place, page, answersOf } = useBoard();
  const { t, i18n } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { refusal, answer } = useAnswer(place, page.canComment);
  return (
    <>
      {card.event && (
        <div className={styles.plan}>
          <p>
            <Icon of={Clock} size={15} />
            <span>{eventWords(i18n.language, card.event)}</span>
          </p>
          {card.event.place !== '' && (
            <p>
              <Icon of={MapPin} size={15} />
              <span>{card.event.place}</span>
            </p>
          )}
          <Answers of={answersOf(card.id)} refusal={refusal} onAnswer={(one) => void answer(card.id, one)} />
        </div>
      )}
      {!card.event && locked !== null && <p className={styles.faint}>{t('boards.noPlan')}</p>}
      {locked === null && (
        <button type="button" className={styles.addValue} onClick={() => setEditing(true)}>
          <Icon of={card.event ? Pencil : CalendarPlus} size={15} />
          {card.event ? t('boards.editPlan') : t('boards.addPlan')}
        </button>
      )}
      {editing && <PlanDialog card={card} onClose={() => setEditing(false)} />}
    </>
  );
};
