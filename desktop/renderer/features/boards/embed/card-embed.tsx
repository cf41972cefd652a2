/** A card in a message: its column, who does it, by when; a plan takes answers right here. */
import type { BoardCard, BoardPage, CardId } from '@maru/sync-core';
import { Clock, LayoutDashboard, MapPin } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../../components/icons.tsx';
import { useServices } from '../../../stores/services.ts';
import type { DocumentAddress } from '../../../text/document-links.ts';
import { Answers } from '../card/answers.tsx';
import { eventWords } from '../card/event-words.ts';
import { useAnswer } from '../card/use-answer.ts';
import { DueMark, Faces, LabelChip, labelsOf } from '../columns/card-face.tsx';
import { useBoardPlace } from '../use-board-value.tsx';
import styles from './embed.module.css';
import { EmbedFrame } from './embed-frame.tsx';

const Facts = ({ page, card }: { page: BoardPage; card: BoardCard }) => {
  const { t } = useTranslation();
  const column = page.board.columns.find(({ id }) => id === card.column);
  const people = card.assignees.flatMap((member) => page.people.find((one) => one.member === member) ?? []);
  const done = card.checklist.filter((item) => item.done).length;
  return (
    <div className={styles.facts}>
      <span>{card.archived ? t('boards.embedArchived') : column?.title}</span>
      {card.done && <span>{t('boards.done')}</span>}
      {labelsOf(page.board, card).map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
      {card.due !== null && <DueMark due={card.due} done={card.done} />}
      {card.checklist.length > 0 && (
        <span>{t('boards.checklistProgress', { done, count: card.checklist.length })}</span>
      )}
      <Faces people={people} size={20} />
    </div>
  );
};

export const CardEmbed = ({ address, card: id }: { address: DocumentAddress; card: CardId }) => {
  const { boards, navigation } = useServices();
  const { t, i18n } = useTranslation();
  const place = useBoardPlace(address.community, address.channel, address.thread);
  const store = useMemo(() => boards.of(place), [boards, place]);
  useEffect(() => boards.hold(store), [boards, store]);
  const { page, error } = useStore(store.store);
  const { refusal, answer } = useAnswer(place, page?.canComment ?? false);
  const frame = { icon: LayoutDashboard, kind: t('boards.embedCard') };
  if (!page)
    return error ? (
      <EmbedFrame {...frame} title={t('boards.embedNoAccess')} onOpen={null}>
        <p className={styles.hint}>{t('boards.embedNoAccessHint')}</p>
      </EmbedFrame>
    ) : (
      <EmbedFrame {...frame} title={t('boards.reading')} onOpen={null} />
    );
  const card =
    page.board.columns.flatMap(({ cards }) => cards).find((one) => one.id === id) ??
    page.board.archived.find((one) => one.id === id);
  if (!card)
    return (
      <EmbedFrame
        {...frame}
        title={page.incomplete ? t('boards.incomplete') : t('boards.embedGone')}
        onOpen={null}
      />
    );
  return (
    <EmbedFrame {...frame} title={card.title} onOpen={() => navigation.openDocument(address)}>
      <Facts page={page} card={card} />
      {card.event && (
        <>
          <p className={styles.when}>
            <Icon of={Clock} size={14} />
            {eventWords(i18n.language, card.event)}
          </p>
          {card.event.place !== '' && (
            <p className={styles.when}>
              <Icon of={MapPin} size={14} />
              {card.event.place}
            </p>
          )}
          <Answers
            of={
              page.answers.find((one) => one.card === card.id) ?? { card: card.id, answers: [], mine: null }
            }
            refusal={refusal}
            onAnswer={(one) => void answer(card.id, one)}
          />
        </>
      )}
    </EmbedFrame>
  );
};
