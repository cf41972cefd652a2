/** Where the link at the caret leads, and what can be done with it; its address is shown, not only its text. */
import type { Editor } from '@tiptap/core';
import { BubbleMenu } from '@tiptap/react/menus';
import { ExternalLink, Pencil, Unlink } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { hostOf, safeLink } from '../../../text/links.ts';
import styles from '../notes.module.css';

/** The address of the link that an event is on; null where that is none that may be followed. */
export const linkOf = (target: EventTarget | null): string | null => {
  const link = target instanceof Element ? target.closest('a') : null;
  return link ? safeLink(link.getAttribute('href') ?? '') : null;
};

/** An address as people type it. */
export const typedLink = (text: string): string | null =>
  safeLink(text.trim()) ??
  (/^[^\s/:@]+\.[^\s]+$/.test(text.trim()) ? safeLink(`https://${text.trim()}`) : null);

export const LinkForm = ({
  editor,
  start,
  onDone,
}: {
  editor: Editor;
  start: string;
  onDone: () => void;
}) => {
  const { t } = useTranslation();
  const [text, setText] = useState(start);
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const href = typedLink(text);
    if (!href) return setError(t('notes.linkRefused'));
    editor.chain().focus().extendMarkRange('link').setLink({ href }).run();
    onDone();
  };
  return (
    <form className={styles.linkForm} onSubmit={submit}>
      <Field
        label={t('notes.linkAddress')}
        hideLabel
        value={text}
        placeholder="https://"
        autoFocus
        error={error}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
          editor.commands.focus();
        }}
      />
      <Button type="submit" tone="accent">
        {t('common.save')}
      </Button>
    </form>
  );
};

export const LinkBar = ({ editor, openLink }: { editor: Editor; openLink: (url: string) => void }) => {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const [href, setHref] = useState('');
  return (
    <BubbleMenu
      editor={editor}
      pluginKey="note-link"
      className={styles.bubble ?? ''}
      updateDelay={0}
      options={{ placement: 'bottom-start', offset: 6, onHide: () => setEditing(false) }}
      shouldShow={({ editor: shown, state }) => {
        if (!state.selection.empty || !shown.isActive('link')) return false;
        setHref(String(shown.getAttributes('link')['href'] ?? ''));
        return true;
      }}
    >
      {editing ? (
        <LinkForm key={href} editor={editor} start={href} onDone={() => setEditing(false)} />
      ) : (
        <>
          <bdi dir="ltr" className={styles.linkHost} title={href}>
            {hostOf(href)}
          </bdi>
          <IconButton
            icon={ExternalLink}
            size={16}
            label={t('notes.linkOpen')}
            onClick={() => {
              const url = safeLink(href);
              if (url) openLink(url);
            }}
          />
          <IconButton icon={Pencil} size={16} label={t('notes.linkEdit')} onClick={() => setEditing(true)} />
          <IconButton
            icon={Unlink}
            size={16}
            label={t('notes.linkRemove')}
            onClick={() => editor.chain().focus().extendMarkRange('link').unsetLink().run()}
          />
        </>
      )}
    </BubbleMenu>
  );
};
