/** Notes and cards of boards that say what is looked for: above the messages, as they are fewer. */
import type { DocumentHit } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { channelIcons, Icon } from '../../components/icons.tsx';
import { cutHit } from './cut-hit.ts';
import styles from './search-panel.module.css';

type Props = {
  readonly hits: readonly DocumentHit[];
  readonly onOpen: (hit: DocumentHit) => void;
};

export const DocumentHits = ({ hits, onOpen }: Props) => {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('search.documents')}>
      {hits.map((hit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several places of one document may say the same; the list is made anew with each search.
        <li key={index}>
          <button type="button" data-row className={styles.hit} onClick={() => onOpen(hit)}>
            <span className={styles.where}>
              <Icon of={channelIcons[hit.kind]} size={16} />
              {/* Boards say no name, nor does a note that begins with nothing: they go by their place's. */}
              <strong>{hit.title || (hit.threadName ?? hit.channelName)}</strong>
              {(hit.title !== '' || hit.threadName !== null) && <span>#{hit.channelName}</span>}
              {hit.title !== '' && hit.threadName !== null && <span>{hit.threadName}</span>}
            </span>
            {hit.excerpt !== hit.title && (
              <span className={styles.text}>
                {cutHit(hit.excerpt, hit.ranges, []).map((part, at) =>
                  part.marked ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one immutable text.
                    <mark key={at}>{part.text}</mark>
                  ) : (
                    part.text
                  ),
                )}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
};
