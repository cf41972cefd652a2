/** A note or a whole board in a message: what it is called, who changed it last and when. */
import { LayoutDashboard, NotebookText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSidebar } from '../../../stores/hooks.ts';
import { useServices } from '../../../stores/services.ts';
import { useQuery } from '../../../stores/use-query.ts';
import type { DocumentAddress } from '../../../text/document-links.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import styles from './embed.module.css';
import { EmbedFrame } from './embed-frame.tsx';

export const PageEmbed = ({ address }: { address: DocumentAddress }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const sidebar = useSidebar();
  const { community, channel, thread, kind } = address;
  const { value, error } = useQuery('documents', { community }, ['documentsChanged', 'sidebarChanged']);
  const frame = {
    icon: kind === 'note' ? NotebookText : LayoutDashboard,
    kind: kind === 'note' ? t('boards.embedNote') : t('boards.embedBoard'),
  };
  const found = value?.find((one) => one.kind === kind && one.channel === channel && one.thread === thread);
  // What says nothing yet is in no list, but its channel may be in sight.
  const here =
    sidebar?.community.id === community ? sidebar.channels.find(({ id }) => id === channel) : undefined;
  if (!found && !here)
    return value || error ? (
      <EmbedFrame {...frame} title={t('boards.embedNoAccess')} onOpen={null}>
        <p className={styles.hint}>{t('boards.embedNoAccessHint')}</p>
      </EmbedFrame>
    ) : (
      <EmbedFrame {...frame} title={t('boards.reading')} onOpen={null} />
    );
  const place = found?.threadName ?? found?.channelName ?? here?.name ?? '';
  const title = found && found.title !== '' ? found.title : place;
  return (
    <EmbedFrame
      {...frame}
      kind={`${frame.kind} · #${place}`}
      title={title}
      onOpen={() => navigation.openDocument(address)}
    >
      <p className={styles.hint}>
        {found?.changedBy
          ? t('boards.embedChanged', { name: found.changedBy.name, time: words.relative(found.changedAt) })
          : t('boards.embedEmpty')}
      </p>
    </EmbedFrame>
  );
};
