/** Small forms: a new channel, a new category. Refusals stay beside the field. */
import type { CategoryId, ChannelKind, CommunityId, SidebarView } from '@maru/sync-core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostError } from '../../../contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Field, Segments, Select, TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { PrivateFields, type Readers } from '../roles/private-fields.tsx';
import styles from './forms.module.css';

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: HostError };

const FormDialog = ({
  title,
  go,
  ready,
  submit,
  onClose,
  children,
}: {
  title: string;
  go: string;
  ready: boolean;
  submit: () => Promise<Outcome>;
  onClose: () => void;
  children: (error: string | null) => ReactNode;
}) => {
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await submit();
          if (!done.ok) setError(errorWords(t, done.error));
        }}
      >
        {children(error)}
        <DialogFoot>
          <Button tone="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="accent" disabled={!ready}>
            {go}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

/** Kinds that can be made. */
type OfferedKind = Exclude<ChannelKind, 'forum'>;

export const ChannelForm = ({
  sidebar,
  category: start,
  onClose,
}: {
  sidebar: SidebarView;
  category: CategoryId | null;
  onClose: () => void;
}) => {
  const { bridge, navigation } = useServices();
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [kind, setKind] = useState<OfferedKind>('text');
  const [category, setCategory] = useState<CategoryId | null>(start);
  const [readers, setReaders] = useState<Readers>(null);
  const community = sidebar.community.id;
  const hints: Record<OfferedKind, string> = {
    text: t('channel.textHint'),
    announcement: t('channel.announcementHint'),
    voice: t('channel.voiceHint'),
    note: t('notes.kindHint'),
    board: t('boards.kindHint'),
  };
  const submit = async (): Promise<Outcome> => {
    const channel = { community, category, kind, name, topic };
    const made = readers
      ? await bridge.command('createPrivateChannel', { ...channel, ...readers })
      : await bridge.command('createChannel', channel);
    if (made.ok) navigation.openChannel(community, made.value.channel);
    return made;
  };
  return (
    <FormDialog
      title={t('sidebar.createChannel')}
      go={t('channel.createGo')}
      ready={name.trim() !== ''}
      submit={submit}
      onClose={onClose}
    >
      {(error) => (
        <>
          <Segments
            label={t('channel.kindLabel')}
            value={kind}
            onChange={setKind}
            options={[
              { value: 'text', label: t('channel.text') },
              { value: 'announcement', label: t('channel.announcement') },
              { value: 'voice', label: t('channel.voice') },
              { value: 'note', label: t('notes.kind') },
              { value: 'board', label: t('boards.kind') },
            ]}
          />
          <Field
            label={t('channel.nameLabel')}
            value={name}
            maxLength={100}
            autoFocus
            placeholder={t('channel.namePlaceholder')}
            hint={hints[kind]}
            error={error}
            onChange={(event) => setName(event.target.value)}
          />
          <TextArea
            label={t('channel.topicLabel')}
            value={topic}
            rows={2}
            maxLength={1_024}
            placeholder={t('channel.topicPlaceholder')}
            onChange={(event) => setTopic(event.target.value)}
          />
          {sidebar.categories.length > 0 && (
            <Select
              label={t('channel.categoryLabel')}
              value={category ?? ''}
              onChange={(value) => setCategory(sidebar.categories.find(({ id }) => id === value)?.id ?? null)}
              options={[
                { value: '', label: t('channel.noCategory') },
                ...sidebar.categories.map(({ id, name: label }) => ({ value: id, label })),
              ]}
            />
          )}
          <PrivateFields community={community} readers={readers} onChange={setReaders} />
        </>
      )}
    </FormDialog>
  );
};

export const CategoryForm = ({ community, onClose }: { community: CommunityId; onClose: () => void }) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [name, setName] = useState('');
  return (
    <FormDialog
      title={t('sidebar.createCategory')}
      go={t('channel.categoryGo')}
      ready={name.trim() !== ''}
      onClose={onClose}
      submit={async () => {
        const done = await bridge.command('createCategory', { community, name });
        if (done.ok) onClose();
        return done;
      }}
    >
      {(error) => (
        <Field
          label={t('channel.categoryNameLabel')}
          value={name}
          maxLength={100}
          autoFocus
          placeholder={t('channel.categoryPlaceholder')}
          error={error}
          onChange={(event) => setName(event.target.value)}
        />
      )}
    </FormDialog>
  );
};
