/** Search over everything on this device; a hit opens where it was said. */
import {
  type CommunityId,
  type DocumentHit,
  isCardId,
  type Position,
  type SearchHit,
  type SearchPage,
} from '@maru/sync-core';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../components/arrow-focus.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Segments } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useChannel } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { PanelFrame } from '../community/panel-frame.tsx';
import { cutHit } from './cut-hit.ts';
import { DocumentHits } from './document-hits.tsx';
import styles from './search-panel.module.css';

const pauseMs = 120;
const pageHits = 30;
type Found = SearchPage & { readonly text: string };

export const SearchPanel = ({ community }: { community: CommunityId }) => {
  const { bridge, navigation } = useServices();
  const { t } = useTranslation();
  const channel = useChannel();
  const words = useTimeWords(useNow());
  const [text, setText] = useState('');
  const [scope, setScope] = useState<'everywhere' | 'here'>('everywhere');
  const [found, setFound] = useState<Found | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const channelId = scope === 'here' ? (channel?.id ?? null) : null;

  useEffect(() => input.current?.focus(), []);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === '') return setFound(null);
    let stale = false;
    const timer = setTimeout(async () => {
      const page = await bridge.query('search', {
        community,
        text: wanted,
        channel: channelId,
        before: null,
        limit: pageHits,
      });
      if (!stale && page.ok) setFound({ text: wanted, ...page.value });
    }, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [bridge, community, text, channelId]);

  const more = async () => {
    const before: Position | undefined = found?.hits.at(-1)?.message.position;
    if (!found || !before) return;
    const page = await bridge.query('search', {
      community,
      text: found.text,
      channel: channelId,
      before,
      limit: pageHits,
    });
    if (page.ok)
      setFound({ ...found, hits: [...found.hits, ...page.value.hits], hasMore: page.value.hasMore });
  };

  const open = ({ message }: SearchHit) =>
    navigation.jumpTo(community, message.channel, message.thread, message.id);
  const openDocument = ({ kind, channel: of, thread, card }: DocumentHit) =>
    navigation.openDocument({ kind, community, channel: of, thread, card: isCardId(card) ? card : null });
  const count = (found?.hits.length ?? 0) + (found?.documents.length ?? 0);

  return (
    <PanelFrame title={t('search.title')} onKeyDown={arrowFocus('[data-row]')}>
      <div className={styles.head}>
        <div className={styles.box}>
          <Icon of={Search} size={16} />
          <input
            ref={input}
            type="search"
            value={text}
            placeholder={t('search.placeholder')}
            aria-label={t('search.placeholder')}
            onChange={(event) => setText(event.target.value)}
          />
          {text !== '' && (
            <IconButton icon={X} size={15} label={t('search.clear')} onClick={() => setText('')} />
          )}
        </div>
        <Segments
          label={t('search.title')}
          hideLabel
          value={scope}
          options={[
            { value: 'everywhere', label: t('search.everywhere') },
            { value: 'here', label: t('search.here') },
          ]}
          onChange={setScope}
        />
      </div>
      {!found && (
        <EmptyState art={<Icon of={Search} size={24} />} title={t('search.empty')}>
          {t('search.emptyHint')}
        </EmptyState>
      )}
      {found && count === 0 && (
        <EmptyState title={t('search.none', { text: found.text })}>{t('search.noneHint')}</EmptyState>
      )}
      {found && count > 0 && (
        <div className={styles.scroll}>
          <p className={styles.count} role="status">
            {found.hasMore ? t('search.foundMore', { count }) : t('search.found', { count })}
          </p>
          {found.documents.length > 0 && <DocumentHits hits={found.documents} onOpen={openDocument} />}
          <ul>
            {found.hits.map((hit) => (
              <li key={hit.message.id}>
                <button type="button" data-row className={styles.hit} onClick={() => open(hit)}>
                  <span className={styles.where}>
                    <Avatar name={hit.message.author.name} colour={hit.message.author.colour} size={20} />
                    <strong>{hit.message.author.name}</strong>
                    <span>#{hit.channelName}</span>
                    <time title={words.exact(hit.message.at)}>{words.relative(hit.message.at)}</time>
                  </span>
                  <span className={styles.text}>
                    {cutHit(hit.message.text, hit.ranges, hit.message.mentions).map((part, index) =>
                      part.marked ? (
                        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one immutable text.
                        <mark key={index}>{part.text}</mark>
                      ) : (
                        part.text
                      ),
                    )}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {found.hasMore && (
            <Button tone="quiet" wide onClick={() => void more()}>
              {t('search.more')}
            </Button>
          )}
        </div>
      )}
    </PanelFrame>
  );
};
