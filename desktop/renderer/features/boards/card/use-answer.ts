/** One's own answer to an event plan, and why one can't give any. */
import type { CardId, PlanAnswer } from '@maru/sync-core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type BoardPlace, boardInput } from '../../../stores/board-store.ts';
import { useRoleEye } from '../../../stores/hooks.ts';
import { useServices } from '../../../stores/services.ts';
import { errorWords } from '../../../text/errors.ts';

export const useAnswer = (place: BoardPlace, canAnswer: boolean) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const eye = useRoleEye();
  const answer = useCallback(
    async (card: CardId, one: PlanAnswer | null) => {
      const done = await bridge.command('answerCard', { ...boardInput(place), card, answer: one });
      if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
    },
    [bridge, place, toasts, t],
  );
  const refusal = eye ? t('boards.lockedEye') : canAnswer ? null : t('boards.cannotAnswer');
  return { refusal, answer };
};
