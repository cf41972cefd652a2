/** Above a board: as what it is shown, its branches, its past, and what can be done with all of it. */
import {
  Archive,
  CalendarDays,
  FileText,
  History,
  LayoutDashboard,
  Link2,
  MoreHorizontal,
  Table2,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { Segments } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { ArchiveDialog } from './archive-dialog.tsx';
import { useBoard } from './board-context.ts';
import styles from './boards.module.css';
import { BranchMenu } from './past/branches.tsx';
import { UndoPersonDialog } from './past/undo-person-dialog.tsx';
import { useExport } from './use-export.ts';
import { Viewers } from './viewers.tsx';

export const boardShapes = ['columns', 'table', 'calendar'] as const;
export type BoardShape = (typeof boardShapes)[number];

export const BoardBar = ({
  name,
  shape,
  past,
  onShape,
  onPast,
}: {
  name: string;
  shape: BoardShape;
  /** Whether its past is looked at. */
  past: boolean;
  onShape: (shape: BoardShape) => void;
  onPast: () => void;
}) => {
  const { page, copyLink } = useBoard();
  const { t } = useTranslation();
  const save = useExport(name);
  const [asking, setAsking] = useState<'archive' | 'undo' | null>(null);
  const option = (value: BoardShape, label: string, icon: typeof Table2) => ({
    value,
    label: (
      <span className={styles.shape}>
        <Icon of={icon} size={15} />
        <span>{label}</span>
      </span>
    ),
  });
  return (
    <div className={styles.bar}>
      <Segments
        label={t('boards.shape')}
        hideLabel
        value={shape}
        onChange={onShape}
        options={[
          option('columns', t('boards.asColumns'), LayoutDashboard),
          option('table', t('boards.asTable'), Table2),
          option('calendar', t('boards.asCalendar'), CalendarDays),
        ]}
      />
      <BranchMenu />
      <span className={styles.spring} />
      <Viewers />
      <IconButton icon={History} side="bottom" label={t('boards.past')} pressed={past} onClick={onPast} />
      <ButtonMenu
        align="end"
        trigger={<IconButton icon={MoreHorizontal} tip={false} label={t('boards.boardMenu')} />}
        entries={[
          { label: t('boards.copyBoardLink'), icon: Link2, run: () => copyLink(null) },
          { label: t('boards.archiveTitle'), icon: Archive, run: () => setAsking('archive') },
          'separator',
          { label: t('boards.exportMarkdown'), icon: FileText, run: () => save('markdown') },
          { label: t('boards.exportCsv'), icon: Table2, run: () => save('csv') },
          'separator',
          {
            label: t('boards.undoPersonTitle'),
            icon: Undo2,
            reason: page.canEdit ? null : t('boards.lockedRead'),
            run: () => setAsking('undo'),
          },
        ]}
      />
      {asking === 'archive' && <ArchiveDialog onClose={() => setAsking(null)} />}
      {asking === 'undo' && <UndoPersonDialog onClose={() => setAsking(null)} />}
    </div>
  );
};
