/** The selection's tools: over it with a pointer, at the foot of the page on touch. Arrow keys move along it. */
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { BubbleMenu } from '@tiptap/react/menus';
import {
  Bold,
  ChevronDown,
  Code,
  Italic,
  Link,
  MessageSquarePlus,
  Plus,
  Redo2,
  Strikethrough,
  TextCursorInput,
  Undo2,
} from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { combo, modKey } from '../../../components/keys.tsx';
import { ButtonMenu } from '../../../components/menu.tsx';
import styles from '../notes.module.css';
import { blockAt, blockCommands } from './block-commands.ts';
import { LinkForm } from './link-bar.tsx';

export type CommentTools = {
  readonly comment: () => void;
  readonly suggest: () => void;
};

const alongBar = (event: KeyboardEvent<HTMLElement>): void => {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement) || event.target instanceof HTMLInputElement)
    return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = buttons.indexOf(event.target);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
};

const useMarks = (editor: Editor) =>
  useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      strike: now.isActive('strike'),
      code: now.isActive('code'),
      link: now.isActive('link'),
      inCode: now.isActive('codeBlock'),
      empty: now.state.selection.empty,
      block: blockAt(now),
    }),
  });

const MarkButtons = ({ editor, onLink }: { editor: Editor; onLink: () => void }) => {
  const { t } = useTranslation();
  const on = useMarks(editor);
  if (on.inCode) return null;
  return (
    <>
      <IconButton
        icon={Bold}
        size={17}
        label={t('notes.bold')}
        keys={combo(modKey, 'B')}
        pressed={on.bold}
        onClick={() => editor.chain().focus().toggleBold().run()}
      />
      <IconButton
        icon={Italic}
        size={17}
        label={t('notes.italic')}
        keys={combo(modKey, 'I')}
        pressed={on.italic}
        onClick={() => editor.chain().focus().toggleItalic().run()}
      />
      <IconButton
        icon={Strikethrough}
        size={17}
        label={t('notes.strike')}
        keys={combo(modKey, 'Shift', 'S')}
        pressed={on.strike}
        onClick={() => editor.chain().focus().toggleStrike().run()}
      />
      <IconButton
        icon={Code}
        size={17}
        label={t('notes.code')}
        keys={combo(modKey, 'E')}
        pressed={on.code}
        onClick={() => editor.chain().focus().toggleCode().run()}
      />
      <IconButton icon={Link} size={17} label={t('notes.link')} pressed={on.link} onClick={onLink} />
    </>
  );
};

const BlockMenu = ({ editor }: { editor: Editor }) => {
  const { t } = useTranslation();
  const on = useMarks(editor);
  const commands = blockCommands(t);
  const current = commands.find(({ id }) => id === on.block);
  return (
    <ButtonMenu
      trigger={
        <button type="button" className={styles.blockKind} aria-label={t('notes.turnInto')}>
          {current?.label}
          <Icon of={ChevronDown} size={14} />
        </button>
      }
      entries={commands.map(({ label, icon, keys, run }) => ({ label, icon, keys, run: () => run(editor) }))}
    />
  );
};

const CommentButtons = ({ tools }: { tools: CommentTools }) => {
  const { t } = useTranslation();
  return (
    <>
      <IconButton
        icon={MessageSquarePlus}
        size={17}
        label={t('notes.comment')}
        keys={combo(modKey, 'Alt', 'M')}
        onClick={tools.comment}
      />
      <IconButton icon={TextCursorInput} size={17} label={t('notes.suggest')} onClick={tools.suggest} />
    </>
  );
};

export const SelectionBar = ({
  editor,
  canEdit,
  tools,
}: {
  editor: Editor;
  canEdit: boolean;
  /** Null where one may not comment. */
  tools: CommentTools | null;
}) => {
  const { t } = useTranslation();
  const [linking, setLinking] = useState(false);
  return (
    <BubbleMenu
      editor={editor}
      pluginKey="note-selection"
      className={styles.bubble ?? ''}
      updateDelay={120}
      options={{ placement: 'top', offset: 8, onHide: () => setLinking(false) }}
      shouldShow={({ state, from, to }) =>
        !state.selection.empty && state.doc.textBetween(from, to, ' ', ' ').trim() !== ''
      }
    >
      {linking ? (
        <LinkForm
          editor={editor}
          start={String(editor.getAttributes('link')['href'] ?? '')}
          onDone={() => setLinking(false)}
        />
      ) : (
        <div className={styles.tools} role="toolbar" aria-label={t('notes.tools')} onKeyDown={alongBar}>
          {canEdit && (
            <>
              <BlockMenu editor={editor} />
              <span className={styles.toolLine} />
              <MarkButtons editor={editor} onLink={() => setLinking(true)} />
            </>
          )}
          {tools && (
            <>
              {canEdit && <span className={styles.toolLine} />}
              <CommentButtons tools={tools} />
            </>
          )}
        </div>
      )}
    </BubbleMenu>
  );
};

/** The same at the foot of the page, always there: fingers have no shortcuts. */
export const TouchBar = ({ editor, tools }: { editor: Editor; tools: CommentTools | null }) => {
  const { t } = useTranslation();
  const on = useMarks(editor);
  const [linking, setLinking] = useState(false);
  return (
    <div className={styles.touchBar}>
      {linking ? (
        <LinkForm
          editor={editor}
          start={String(editor.getAttributes('link')['href'] ?? '')}
          onDone={() => setLinking(false)}
        />
      ) : (
        <div className={styles.tools} role="toolbar" aria-label={t('notes.tools')} onKeyDown={alongBar}>
          <ButtonMenu
            trigger={<IconButton icon={Plus} label={t('notes.turnInto')} />}
            entries={blockCommands(t).map(({ label, icon, run }) => ({
              label,
              icon,
              run: () => run(editor),
            }))}
          />
          <MarkButtons editor={editor} onLink={() => setLinking(true)} />
          {tools && !on.empty && <CommentButtons tools={tools} />}
          <IconButton
            icon={Undo2}
            label={t('notes.undo')}
            onClick={() => editor.chain().focus().undo().run()}
          />
          <IconButton
            icon={Redo2}
            label={t('notes.redo')}
            onClick={() => editor.chain().focus().redo().run()}
          />
        </div>
      )}
    </div>
  );
};
