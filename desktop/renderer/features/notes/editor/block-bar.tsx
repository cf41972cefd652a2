/** Tools of the block that the caret is in, where it has some: a table's rows and columns, a code's language. */
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { BubbleMenu } from '@tiptap/react/menus';
import { BetweenHorizontalStart, BetweenVerticalStart, Columns3, Rows3, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/button.tsx';
import styles from '../notes.module.css';
import { codeLanguages } from './highlight.ts';

/** The block's own place on the screen; the selection's where it has none. */
const blockRect = (editor: Editor, tag: string) => {
  const { node } = editor.view.domAtPos(editor.state.selection.from);
  const element = (node instanceof Element ? node : node.parentElement)?.closest(tag);
  return element ? { getBoundingClientRect: () => element.getBoundingClientRect() } : null;
};

const TableTools = ({ editor }: { editor: Editor }) => {
  const { t } = useTranslation();
  const run = () => editor.chain().focus();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('notes.tableTools')}>
      <IconButton
        icon={BetweenHorizontalStart}
        size={17}
        label={t('notes.rowAfter')}
        onClick={() => run().addRowAfter().run()}
      />
      <IconButton
        icon={BetweenVerticalStart}
        size={17}
        label={t('notes.columnAfter')}
        onClick={() => run().addColumnAfter().run()}
      />
      <span className={styles.toolLine} />
      <IconButton
        icon={Rows3}
        size={17}
        label={t('notes.rowRemove')}
        onClick={() => run().deleteRow().run()}
      />
      <IconButton
        icon={Columns3}
        size={17}
        label={t('notes.columnRemove')}
        onClick={() => run().deleteColumn().run()}
      />
      <IconButton
        icon={Trash2}
        size={17}
        label={t('notes.tableRemove')}
        onClick={() => run().deleteTable().run()}
      />
    </div>
  );
};

const LanguageSelect = ({ editor }: { editor: Editor }) => {
  const { t } = useTranslation();
  const language = useEditorState({
    editor,
    selector: ({ editor: now }) => String(now.getAttributes('codeBlock')['language'] ?? ''),
  });
  return (
    <select
      className={styles.language}
      aria-label={t('notes.language')}
      value={codeLanguages.includes(language) ? language : ''}
      onChange={(event) =>
        editor
          .chain()
          .focus()
          .updateAttributes('codeBlock', { language: event.target.value || null })
          .run()
      }
    >
      <option value="">{t('notes.plainText')}</option>
      {codeLanguages.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
};

export const BlockBar = ({ editor }: { editor: Editor }) => (
  <>
    <BubbleMenu
      editor={editor}
      pluginKey="note-table"
      className={styles.bubble ?? ''}
      updateDelay={0}
      options={{ placement: 'top-end', offset: 6 }}
      getReferencedVirtualElement={() => blockRect(editor, 'table')}
      shouldShow={({ editor: shown, state }) =>
        shown.isFocused && shown.isActive('table') && !shown.isActive('link') && state.selection.empty
      }
    >
      <TableTools editor={editor} />
    </BubbleMenu>
    <BubbleMenu
      editor={editor}
      pluginKey="note-code"
      className={styles.bubble ?? ''}
      updateDelay={0}
      options={{ placement: 'top-end', offset: 6 }}
      getReferencedVirtualElement={() => blockRect(editor, 'pre')}
      shouldShow={({ editor: shown, state }) =>
        shown.isFocused && shown.isActive('codeBlock') && state.selection.empty
      }
    >
      <LanguageSelect editor={editor} />
    </BubbleMenu>
  </>
);
