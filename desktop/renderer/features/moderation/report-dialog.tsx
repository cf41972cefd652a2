/** Reporting a message: why, and who will read that. Nothing typed is lost by a refusal. */
import { type CommunityId, type MessageView, type ReportReason, reportReasons } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportNoteChars } from '../../../contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { plainLine } from '../../text/mentions.ts';
import { refusalWords } from '../../text/refusals.ts';
import styles from './moderation.module.css';
import { reasonWords } from './reason-words.ts';

type Reason = Exclude<ReportReason, 'rule'>;
const reasons = reportReasons.filter((reason): reason is Reason => reason !== 'rule');

/** Named one by one up to this. */
const namesShown = 3;

export const ReportDialog = ({
  community,
  message,
  onClose,
}: {
  community: CommunityId;
  message: MessageView;
  onClose: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const asked = useQuery('reportReaders', { community, message: message.id }, ['governanceChanged']).value;
  const [reason, setReason] = useState<Reason>('spam');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const names = asked?.readers.map(({ name }) => name) ?? [];
  const readers = names.slice(0, namesShown).join(', ');
  const more = names.length - namesShown;
  const refused =
    asked === null
      ? null
      : asked.readers.length === 0
        ? t('moderation.reportNobody')
        : asked.report === 'too-many'
          ? t('moderation.reportTooMany')
          : asked.report && refusalWords(t, asked.report);
  const readBy =
    more > 0
      ? t('moderation.reportReadByMore', { names: readers, count: more })
      : t('moderation.reportReadBy', { names: readers });

  const send = async () => {
    setBusy(true);
    const done = await bridge.command('reportMessage', { community, message: message.id, reason, note });
    setBusy(false);
    if (!done.ok) return setError(errorWords(t, done.error));
    toasts.show(t('moderation.reported'));
    onClose();
  };

  return (
    <Dialog title={t('moderation.reportTitle', { name: message.author.name })} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && asked !== null && refused === null) void send();
        }}
      >
        <blockquote className={styles.quote}>{plainLine(message.text, message.mentions)}</blockquote>
        <fieldset className={styles.reasons}>
          <legend>{t('moderation.reasonLabel')}</legend>
          {reasons.map((id) => (
            <label key={id}>
              <input type="radio" name="reason" checked={reason === id} onChange={() => setReason(id)} />
              {reasonWords(t, id)}
            </label>
          ))}
        </fieldset>
        <TextArea
          label={t('moderation.noteLabel')}
          hint={t('moderation.noteHint')}
          value={note}
          maxLength={reportNoteChars}
          rows={2}
          onChange={(event) => setNote(event.target.value)}
        />
        {asked && (
          <p
            className={refused === null ? styles.hint : styles.problem}
            role={refused === null ? undefined : 'alert'}
          >
            {refused ?? readBy}
          </p>
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
          <Button type="submit" tone="accent" disabled={busy || asked === null || refused !== null}>
            {t('moderation.reportGo')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};
