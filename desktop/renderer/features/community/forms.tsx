/** Small forms: a channel, a category, the community's own name. Refusals stay beside the field. */
import type {
  CategoryId,
  ChannelKind,
  ChannelView,
  CommunityId,
  CommunitySummary,
  SidebarView,
} from '@maru/sync-core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostError } from '../../../contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Field, Segments, Select, TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
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

export const ChannelForm = ({
  sidebar,
  category: start,
  channel,
  onClose,
}: {
  sidebar: SidebarView;
  category: CategoryId | null;
  channel: ChannelView | null;
  onClose: () => void;
}) => {
  const { bridge, navigation } = useServices();
  const { t } = useTranslation();
  const [name, setName] = useState(channel?.name ?? '');
  const [topic, setTopic] = useState(channel?.topic ?? '');
  const [kind, setKind] = useState<ChannelKind>('text');
  const [category, setCategory] = useState<CategoryId | null>(start);
  const community = sidebar.community.id;
  const submit = async (): Promise<Outcome> => {
    if (channel) {
      const done = await bridge.command('editChannel', { community, channel: channel.id, name, topic });
      if (done.ok) onClose();
      return done;
    }
    const made = await bridge.command('createChannel', { community, category, kind, name, topic });
    if (made.ok) navigation.openChannel(community, made.value.channel);
    return made;
  };
  return (
    <FormDialog
      title={channel ? t('channel.edit') : t('sidebar.createChannel')}
      go={channel ? t('common.save') : t('channel.createGo')}
      ready={name.trim() !== ''}
      submit={submit}
      onClose={onClose}
    >
      {(error) => (
        <>
          {!channel && (
            <Segments
              label={t('channel.kindLabel')}
              value={kind}
              onChange={setKind}
              options={[
                { value: 'text', label: t('channel.text') },
                { value: 'announcement', label: t('channel.announcement') },
              ]}
            />
          )}
          <Field
            label={t('channel.nameLabel')}
            value={name}
            maxLength={100}
            autoFocus
            placeholder={t('channel.namePlaceholder')}
            hint={
              channel ? undefined : kind === 'text' ? t('channel.textHint') : t('channel.announcementHint')
            }
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
          {!channel && sidebar.categories.length > 0 && (
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
        </>
      )}
    </FormDialog>
  );
};

export const NameForm = ({
  kind,
  community,
  onClose,
}: {
  kind: 'create-category' | 'edit-community';
  community: CommunitySummary;
  onClose: () => void;
}) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const isNew = kind === 'create-category';
  const [name, setName] = useState(isNew ? '' : community.name);
  const [description, setDescription] = useState(community.description);
  return (
    <FormDialog
      title={isNew ? t('sidebar.createCategory') : t('community.edit')}
      go={isNew ? t('channel.categoryGo') : t('common.save')}
      ready={name.trim() !== ''}
      onClose={onClose}
      submit={async () => {
        const done = isNew
          ? await bridge.command('createCategory', { community: community.id, name })
          : await bridge.command('editCommunity', { community: community.id, name, description });
        if (done.ok) onClose();
        return done;
      }}
    >
      {(error) => (
        <>
          <Field
            label={isNew ? t('channel.categoryNameLabel') : t('community.nameLabel')}
            value={name}
            maxLength={100}
            autoFocus
            placeholder={isNew ? t('channel.categoryPlaceholder') : t('community.namePlaceholder')}
            error={error}
            onChange={(event) => setName(event.target.value)}
          />
          {!isNew && (
            <TextArea
              label={t('community.descriptionLabel')}
              value={description}
              maxLength={1_000}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};

export const DeleteChannel = ({
  community,
  channel,
  onClose,
}: {
  community: CommunityId;
  channel: ChannelView;
  onClose: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const remove = async () => {
    const done = await bridge.command('deleteChannel', { community, channel: channel.id });
    if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
    onClose();
  };
  return (
    <Dialog
      title={t('channel.deleteTitle', { name: channel.name })}
      description={t('channel.deleteBody')}
      onClose={onClose}
    >
      <DialogFoot>
        <Button tone="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button tone="danger" onClick={() => void remove()}>
          {t('channel.deleteGo')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
