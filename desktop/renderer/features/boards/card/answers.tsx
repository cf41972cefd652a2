/** Who comes to what is planned: yes, maybe, no, with the names; one's own answer is a press away. Props only. */
import type { CardAnswers, PlanAnswer } from '@maru/sync-core';
import { Check, CircleHelp, type LucideIcon, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../components/avatar.tsx';
import { Icon } from '../../../components/icons.tsx';
import styles from './answers.module.css';

export const Answers = ({
  of,
  refusal,
  onAnswer,
}: {
  of: CardAnswers;
  /** Why one can't answer, in words. */
  refusal: string | null;
  /** The same answer again takes it back. */
  onAnswer: (answer: PlanAnswer | null) => void;
}) => {
  const { t } = useTranslation();
  const { answers, mine } = of;
  const kinds: readonly { answer: PlanAnswer; label: string; icon: LucideIcon }[] = [
    { answer: 'yes', label: t('boards.answerYes'), icon: Check },
    { answer: 'maybe', label: t('boards.answerMaybe'), icon: CircleHelp },
    { answer: 'no', label: t('boards.answerNo'), icon: X },
  ];
  return (
    <fieldset className={styles.answers} aria-label={t('boards.answersLabel')}>
      <div className={styles.buttons}>
        {kinds.map(({ answer, label, icon }) => (
          <button
            key={answer}
            type="button"
            className={styles.answer}
            data-answer={answer}
            aria-pressed={mine === answer}
            disabled={refusal !== null}
            onClick={() => onAnswer(mine === answer ? null : answer)}
          >
            <Icon of={icon} size={15} />
            {label}
            <span className={styles.number}>{answers.filter((one) => one.answer === answer).length}</span>
          </button>
        ))}
      </div>
      {refusal !== null && <p className={styles.refusal}>{refusal}</p>}
      {answers.length > 0 && (
        <dl className={styles.who}>
          {kinds.map(({ answer, label }) => {
            const people = answers.filter((one) => one.answer === answer).map(({ by }) => by);
            if (people.length === 0) return null;
            return (
              <div key={answer}>
                <dt>{label}</dt>
                <dd>
                  {people.map(({ member, name, colour }) => (
                    <span key={member} className={styles.person}>
                      <Avatar name={name} colour={colour} size={18} />
                      {name}
                    </span>
                  ))}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </fieldset>
  );
};
