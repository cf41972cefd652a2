/** How good the call's connections are, in one mark with words: opens the panel that says why. */
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grade } from '../../../calls/quality/connection-quality.ts';
import { IconButton } from '../../../components/button.tsx';
import { signalFair, signalGood, signalNone, signalPoor } from '../../../components/signal-icons.ts';
import { gradeWords } from './grade-words.ts';
import styles from './quality.module.css';
import { QualityPanel } from './quality-panel.tsx';
import { useGrade } from './use-grade.ts';

const marks: { readonly [G in Grade]: LucideIcon } = {
  good: signalGood,
  fair: signalFair,
  poor: signalPoor,
  none: signalNone,
};

export const QualityMark = ({ size = 18 }: { size?: number }) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const grade = useGrade();
  return (
    <>
      <IconButton
        icon={marks[grade]}
        size={size}
        label={gradeWords(t, grade)}
        className={styles.mark ?? ''}
        data-grade={grade}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      {open && <QualityPanel onClose={() => setOpen(false)} />}
    </>
  );
};

/** Says it aloud when it becomes poor: once, however many marks are on screen. */
export const QualityNews = () => {
  const { t } = useTranslation();
  const grade = useGrade();
  return (
    <p className="visually-hidden" role="status">
      {grade === 'poor' ? t('callQuality.poorNow') : ''}
    </p>
  );
};
