/** Which of the board's labels a card has; new ones are made here, with a name and one of the palette's colours. */
import { type BoardCard, type BoardLabel, limits, type PaletteColour, paletteColours } from '@maru/sync-core';
import { Pencil, Plus, Tag } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useBoard } from '../board-context.ts';
import { LabelChip, labelsOf } from '../columns/card-face.tsx';
import { Swatches } from '../swatches.tsx';
import styles from './card.module.css';
import { Choices } from './choices.tsx';

/** Makes a label, or changes one everywhere. */
const LabelDialog = ({
  label,
  card,
  onClose,
}: {
  label: BoardLabel | null;
  card: BoardCard;
  onClose: () => void;
}) => {
  const { view, edit } = useBoard();
  const { t } = useTranslation();
  const [name, setName] = useState(label?.name ?? '');
  const free = paletteColours.find((colour) => !view.labels.some((one) => one.colour === colour));
  const [colour, setColour] = useState<PaletteColour>(label?.colour ?? free ?? 'pine');
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    const wanted = name.trim();
    if (view.labels.some((one) => one.id !== label?.id && one.name === wanted))
      return setError(t('boards.labelTaken'));
    const made = await edit(
      label
        ? { type: 'editLabel', label: label.id, name: wanted, colour }
        : { type: 'addLabel', name: wanted, colour },
    );
    if (!made) return;
    if (made.label && !label) await edit({ type: 'labelCard', card: card.id, label: made.label, on: true });
    onClose();
  };
  return (
    <Dialog title={label ? t('boards.editLabel') : t('boards.newLabel')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t('boards.labelName')}
          value={name}
          maxLength={limits.boardWordChars}
          error={error}
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
        <Swatches label={t('boards.colour')} value={colour} onChange={(next) => next && setColour(next)} />
        <DialogFoot>
          {label && (
            <Button
              tone="quiet"
              onClick={async () => {
                if (await edit({ type: 'removeLabel', label: label.id })) onClose();
              }}
            >
              {t('boards.removeLabel')}
            </Button>
          )}
          <Button type="submit" tone="accent" disabled={name.trim() === ''}>
            {t('common.save')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

export const Labels = ({ card }: { card: BoardCard }) => {
  const { view, locked, edit } = useBoard();
  const { t } = useTranslation();
  const [editing, setEditing] = useState<BoardLabel | 'new' | null>(null);
  const labels = labelsOf(view, card);
  return (
    <div className={styles.values}>
      {labels.map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
      {labels.length === 0 && locked !== null && <span className={styles.faint}>{t('boards.noLabels')}</span>}
      {locked === null && (
        <Choices
          label={t('boards.labels')}
          search={t('boards.findLabel')}
          none={t('boards.noSuchLabel')}
          trigger={
            <button type="button" className={styles.addValue} aria-label={t('boards.chooseLabels')}>
              <Icon of={Tag} size={16} />
              {labels.length === 0 && t('boards.chooseLabels')}
            </button>
          }
          choices={view.labels.map((label) => {
            const on = card.labels.includes(label.id);
            return {
              key: label.id,
              label: label.name,
              mark: <i className={styles.dot} style={{ background: `var(--name-${label.colour})` }} />,
              on,
              toggle: () => void edit({ type: 'labelCard', card: card.id, label: label.id, on: !on }),
            };
          })}
        >
          <div className={styles.choiceFoot}>
            <Button tone="quiet" onClick={() => setEditing('new')}>
              <Icon of={Plus} size={16} />
              {t('boards.newLabel')}
            </Button>
            {labels.map((label) => (
              <IconButton
                key={label.id}
                icon={Pencil}
                size={15}
                label={t('boards.editLabelNamed', { name: label.name })}
                onClick={() => setEditing(label)}
              />
            ))}
          </div>
        </Choices>
      )}
      {editing && (
        <LabelDialog
          label={editing === 'new' ? null : editing}
          card={card}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
};
