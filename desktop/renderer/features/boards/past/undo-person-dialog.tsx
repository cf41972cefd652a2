/** Undoes what one person did since a time: says beforehand how much that is, and that it can be seen in the history. */
import type { BoardVersion, MemberId } from '@maru/sync-core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { Field, Select } from '../../../components/field.tsx';
import { boardInput } from '../../../stores/board-store.ts';
import { useServices } from '../../../stores/services.ts';
import { errorWords } from '../../../text/errors.ts';
import { useBoard } from '../board-context.ts';
import { fromField, toField } from '../card/event-words.ts';
import styles from './past.module.css';

const dayMs = 86_400_000;

/** Of those who changed the board, by what the history's newest page says. */
const useAuthors = (): readonly BoardVersion[] | null => {
  const { place, store } = useBoard();
  const { bridge } = useServices();
  const branch = useStore(store.store, (state) => state.branch);
  const [versions, setVersions] = useState<readonly BoardVersion[] | null>(null);
  useEffect(() => {
    let stale = false;
    void bridge.query('boardHistory', { ...boardInput(place), branch, before: null }).then((page) => {
      if (!stale && page.ok) setVersions(page.value.versions);
    });
    return () => {
      stale = true;
    };
  }, [bridge, place, branch]);
  return versions;
};

export const UndoPersonDialog = ({ onClose }: { onClose: () => void }) => {
  const { place, store } = useBoard();
  const { bridge, toasts, environment } = useServices();
  const { t } = useTranslation();
  const versions = useAuthors();
  const [member, setMember] = useState<MemberId | null>(null);
  const [since, setSince] = useState(() => toField(environment.now() - dayMs));
  const [error, setError] = useState<string | null>(null);
  const people = [...new Map((versions ?? []).map(({ by }) => [by.member, by] as const)).values()];
  const chosen = people.find((one) => one.member === member) ?? people[0];
  const from = fromField(since);
  const count =
    from === null
      ? 0
      : (versions ?? []).filter((one) => one.by.member === chosen?.member && one.at >= from).length;
  const undo = async () => {
    if (!chosen || from === null) return setError(t('boards.sinceMissing'));
    const { community, channel, thread } = place;
    const done = await bridge.command('undoPerson', {
      community,
      document: { kind: 'board', channel, thread },
      member: chosen.member,
      sinceMs: from,
    });
    if (!done.ok) return setError(errorWords(t, done.error));
    await store.refresh();
    toasts.show(
      done.value.undone ? t('boards.personUndone', { name: chosen.name }) : t('boards.nothingUndone'),
    );
    onClose();
  };
  return (
    <Dialog title={t('boards.undoPersonTitle')} description={t('boards.undoPersonHint')} onClose={onClose}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void undo();
        }}
      >
        {versions !== null && people.length === 0 ? (
          <p className={styles.about}>{t('boards.noHistory')}</p>
        ) : (
          <>
            <Select
              label={t('boards.whose')}
              value={chosen?.member ?? ''}
              options={people.map((one) => ({ value: one.member, label: one.name }))}
              onChange={(value) => setMember(people.find((one) => one.member === value)?.member ?? null)}
            />
            <Field
              type="datetime-local"
              label={t('boards.since')}
              value={since}
              error={error}
              hint={count > 0 ? t('boards.undoCount', { count }) : t('boards.undoNone')}
              onChange={(event) => {
                setSince(event.target.value);
                setError(null);
              }}
            />
          </>
        )}
        <DialogFoot>
          <Button tone="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="danger" disabled={!chosen}>
            {t('boards.undoPersonGo')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};
