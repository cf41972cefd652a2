/** Under a message: what the notes, boards and cards say that it links to. From this device alone, and live. */
import { Fragment, memo, useMemo } from 'react';
import { type DocumentAddress, parseDocumentLink } from '../../../text/document-links.ts';
import { splitLinks } from '../../../text/links.ts';
import { CardEmbed } from './card-embed.tsx';
import { PageEmbed } from './page-embed.tsx';

/** More links than these are links only. */
const mostEmbeds = 3;

const addressesIn = (text: string): readonly DocumentAddress[] => {
  // Most messages name none.
  if (!/#(?:note|board)=/.test(text)) return [];
  const found = new Map<string, DocumentAddress>();
  for (const part of splitLinks(text)) {
    const address = part.kind === 'link' ? parseDocumentLink(part.text) : null;
    if (address) found.set(JSON.stringify(address), address);
  }
  return [...found.values()].slice(0, mostEmbeds);
};

export const DocumentEmbeds = memo(function DocumentEmbeds({ text }: { text: string }) {
  const addresses = useMemo(() => addressesIn(text), [text]);
  return addresses.map((address) => {
    const { kind, community, channel, thread, card } = address;
    return (
      <Fragment key={`${kind} ${community} ${channel} ${thread} ${card}`}>
        {card === null ? <PageEmbed address={address} /> : <CardEmbed address={address} card={card} />}
      </Fragment>
    );
  });
});
