/** A question about people: what will happen, the choices, a reason, and a refusal beside them. Nothing typed is lost. */
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HostError, reasonChars } from '../../../contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { TextArea } from '../../components/field.tsx';
import { errorWords } from '../../text/errors.ts';
import styles from './people.module.css';

export type Answered = { readonly ok: true } | { readonly ok: false; readonly error: HostError };

export const AskDialog = ({
  title,
  description,
  go,
  tone = 'accent',
  ready = true,
  asksWhy = true,
  submit,
  onClose,
  children,
}: {
  title: string;
  description?: ReactNode;
  go: string;
  tone?: 'accent' | 'danger';
  ready?: boolean;
  /** Whether there is a field for the reason. */
  asksWhy?: boolean;
  submit: (reason: string) => Promise<Answered>;
  onClose: () => void;
  children?: ReactNode;
}) => {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const answer = async () => {
    setBusy(true);
    const done = await submit(reason.trim());
    setBusy(false);
    if (done.ok) onClose();
    else setError(errorWords(t, done.error));
  };
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void answer();
        }}
      >
        {children}
        {asksWhy && (
          <TextArea
            label={t('people.optional')}
            hint={t('people.reasonHint')}
            value={reason}
            maxLength={reasonChars}
            rows={2}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {error && (
          <p className={styles.problem} role="alert">
            {error}
          </p>
        )}
        <DialogFoot>
          <Button tone="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone={tone} disabled={!ready || busy}>
            {go}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};
