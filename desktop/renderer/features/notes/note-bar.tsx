/** Above the text: whether what was written is safe, who else is here, and the note's own tools. */
import type { MembersView } from '@maru/sync-core';
import {
  Check,
  ClipboardCopy,
  Clock3,
  CloudOff,
  Download,
  FileInput,
  HardDrive,
  History,
  LoaderCircle,
  MessageSquareText,
  MoreHorizontal,
  RotateCcw,
  TriangleAlert,
} from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../components/avatar.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { Tip } from '../../components/tip.tsx';
import { useSidebar } from '../../stores/hooks.ts';
import { errorWords } from '../../text/errors.ts';
import styles from './notes.module.css';
import type { NoteSession } from './session/note-session.ts';

const shownPeople = 5;

const Here = ({ session, members }: { session: NoteSession; members: MembersView | null }) => {
  const { t } = useTranslation();
  const present = useStore(session.store, (state) => state.present);
  const people = [...new Set(present.map(({ member }) => member))].flatMap((id) => {
    const found = members?.members.find(({ member }) => member === id);
    return found ? [found] : [];
  });
  const names = people.map(({ name }) => name).join(', ');
  return (
    <div className={styles.here}>
      <span className="visually-hidden" role="status">
        {people.length > 0 ? t('notes.here', { names }) : ''}
      </span>
      {people.slice(0, shownPeople).map(({ member, name, colour }) => (
        <Tip key={member} label={name} side="bottom">
          <span className={styles.herePerson}>
            <Avatar name={name} colour={colour} size={24} />
          </span>
        </Tip>
      ))}
      {people.length > shownPeople && <span className={styles.hereMore}>+{people.length - shownPeople}</span>}
    </div>
  );
};

/** As messages say it: here, or with a relay; being offline is no fault. */
const SaveMark = ({ session, canEdit }: { session: NoteSession; canEdit: boolean }) => {
  const { t } = useTranslation();
  const saving = useStore(session.store, (state) => state.saving);
  const connection = useSidebar()?.community.connection;
  if (saving.kind === 'failed') return null;
  const online = connection?.status === 'online';
  const [icon, label] =
    saving.kind === 'saving'
      ? ([LoaderCircle, t('notes.saving')] as const)
      : online && connection.unsent === 0
        ? ([Check, t('notes.relayed')] as const)
        : online
          ? ([HardDrive, t('notes.saved')] as const)
          : ([CloudOff, canEdit ? t('notes.savedOffline') : t('notes.offline')] as const);
  return (
    <span className={styles.saved} data-state={saving.kind}>
      <Icon of={icon} size={15} />
      <span>{label}</span>
    </span>
  );
};

/** What could not be saved stays on the page: said in a line of its own, with what can be done. */
const SaveFailed = ({ session }: { session: NoteSession }) => {
  const { t } = useTranslation();
  const saving = useStore(session.store, (state) => state.saving);
  if (saving.kind !== 'failed') return null;
  return (
    <p className={styles.saveFailed} role="alert">
      <Icon of={TriangleAlert} size={15} />
      <span>{errorWords(t, saving.error)}</span>
      <Button tone="outline" className={styles.small} onClick={session.retry}>
        <Icon of={RotateCcw} size={14} />
        {t('common.retry')}
      </Button>
    </p>
  );
};

export type NoteFileActs = {
  readonly copy: () => void;
  readonly save: () => void;
  readonly insert: (markdown: string) => void;
};

const MoreMenu = ({ acts, refusal }: { acts: NoteFileActs; refusal: string | null }) => {
  const { t } = useTranslation();
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".md,.markdown,.txt,text/markdown,text/plain"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={async (event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) acts.insert(await chosen.text());
        }}
      />
      <ButtonMenu
        align="end"
        trigger={<IconButton icon={MoreHorizontal} label={t('notes.more')} side="bottom" />}
        entries={[
          { label: t('notes.copyMarkdown'), icon: ClipboardCopy, run: acts.copy },
          { label: t('notes.saveMarkdown'), icon: Download, run: acts.save },
          'separator',
          {
            label: t('notes.insertMarkdown'),
            icon: FileInput,
            reason: refusal,
            run: () => file.current?.click(),
          },
        ]}
      />
    </>
  );
};

export type NoteAside = 'comments' | 'history';

export const NoteBar = ({
  session,
  members,
  canEdit,
  refusal,
  incomplete,
  aside,
  openComments,
  acts,
  onAside,
}: {
  session: NoteSession;
  members: MembersView | null;
  canEdit: boolean;
  /** Why one may not edit; null where one may. */
  refusal: string | null;
  incomplete: boolean;
  aside: NoteAside | null;
  openComments: number;
  acts: NoteFileActs;
  onAside: (aside: NoteAside) => void;
}) => {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.bar}>
        <SaveMark session={session} canEdit={canEdit} />
        {incomplete && (
          <span className={styles.saved}>
            <Icon of={Clock3} size={15} />
            <span>{t('notes.incomplete')}</span>
          </span>
        )}
        <span className={styles.push} />
        <Here session={session} members={members} />
        <IconButton
          icon={MessageSquareText}
          label={openComments > 0 ? t('notes.commentsCount', { count: openComments }) : t('notes.comments')}
          side="bottom"
          pressed={aside === 'comments'}
          onClick={() => onAside('comments')}
        />
        <IconButton
          icon={History}
          label={t('notes.history')}
          side="bottom"
          pressed={aside === 'history'}
          onClick={() => onAside('history')}
        />
        <MoreMenu acts={acts} refusal={refusal} />
      </div>
      <SaveFailed session={session} />
    </>
  );
};
