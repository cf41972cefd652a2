/** Comments on notes and cards: messages of the place that their own author anchored. */
import { assert, err, ok, textToBytes } from '../../../base/index.ts';
import { can } from '../../../governance/index.ts';
import {
  type CommentOutcome,
  channelStream,
  limits,
  type MessageId,
  type OperationOf,
  opToMessageId,
  type Permission,
} from '../../../model/index.ts';
import type { CommentRow, Place } from '../../../storage/index.ts';
import type { CommentsView, CommentTarget, CommentView } from '../../document-views.ts';
import { notAllowed, notFound, type Outcome, tooLong } from '../../errors.ts';
import { mentionsIn } from '../../mentions.ts';
import { createActing } from '../acting.ts';
import type { Changes } from '../changes.ts';
import type { CommunityCore } from '../core.ts';
import { createMessageViews, type MessageViews } from '../message-views.ts';
import { hiddenBy } from '../rule-check.ts';
import { sendRefusalOf, sendRefusalToError, slowModeUntil } from '../sending.ts';
import type { Writer } from '../writer.ts';
import { documentPerson } from './document-person.ts';

export type CommentDraft = {
  readonly text: string;
  readonly target: CommentTarget;
  readonly quote: string;
  readonly suggestion: string | null;
};

export type Comments = {
  post(place: Place, draft: CommentDraft): Promise<Outcome<{ readonly message: MessageId }>>;
  close(message: MessageId, outcome: CommentOutcome): Promise<Outcome<Record<string, never>>>;
  list(place: Place): Outcome<CommentsView>;
};

const toOpTarget = (target: CommentTarget): OperationOf<'anchored'>['target'] =>
  target.kind === 'card' ? { type: 'card', card: target.card } : { type: 'note', anchor: target.anchor };

const toViewTarget = (target: OperationOf<'anchored'>['target']): CommentTarget =>
  target.type === 'card' ? { kind: 'card', card: target.card } : { kind: 'note', anchor: target.anchor };

const isTooLong = (text: string, most: number): boolean => textToBytes(text).length > most;

export const createComments = (deps: {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly publish: (changes: Changes) => void;
}): Comments => {
  const { core } = deps;
  const { store, governance, self, clock, device } = core;
  const acting = createActing(deps);

  const sendPermission = ({ thread }: Place): Permission =>
    thread === null ? 'sendMessages' : 'sendMessagesInThreads';
  const may = (permission: Permission, { channel }: Pick<Place, 'channel'>): boolean =>
    can(governance.current(), self, permission, { channel }, clock.now());
  const isHere = ({ channel, thread }: Place): boolean =>
    governance.current().channels.has(channel) && (thread === null || store.message(thread) !== null);

  const refusalOf = (place: Place, { text, suggestion }: CommentDraft): Outcome<never> | null => {
    const community = governance.current();
    const permission = sendPermission(place);
    const refusal = sendRefusalOf(community, self, place.channel, permission, clock.now(), device.device);
    if (refusal !== null) return err(sendRefusalToError(refusal, permission));
    const until = slowModeUntil(community, store, self, place, clock.now());
    if (until !== null) return err({ kind: 'slow-mode', until });
    const words = suggestion === null ? text : `${text}\n${suggestion}`;
    const asked = { author: self, channel: place.channel, text: words, ms: clock.now() };
    const rule = hiddenBy(community, store, asked, false);
    return rule && err({ kind: 'rule-met', rule });
  };

  const toView = (row: CommentRow, views: MessageViews, canEdit: boolean): CommentView => ({
    message: views.view(row.message),
    target: toViewTarget(row.anchored.target),
    quote: row.anchored.quote,
    suggestion: row.anchored.suggestion,
    outcome: row.outcome,
    closedBy: row.closed && documentPerson(governance.current(), row.closed.by),
    closedAt: row.closed?.at ?? null,
    canClose: canEdit || (row.message.author.kind === 'member' && row.message.author.member === self),
  });

  return {
    async post(place, draft) {
      const { text, target, quote, suggestion } = draft;
      if (isTooLong(text, limits.messageBytes) || isTooLong(suggestion ?? '', limits.messageBytes))
        return tooLong(limits.messageBytes);
      if (isTooLong(quote, limits.commentQuoteBytes)) return tooLong(limits.commentQuoteBytes);
      return acting.commit((changes) => {
        if (!isHere(place)) return notFound;
        const refused = refusalOf(place, draft);
        if (refused !== null) return refused;
        const written = acting.write(
          channelStream(place.channel),
          (idOf) => [
            { type: 'posted', text, replyTo: null, thread: place.thread, mentions: mentionsIn(text) },
            {
              type: 'anchored',
              message: opToMessageId(idOf(0)),
              target: toOpTarget(target),
              quote,
              suggestion,
            },
          ],
          changes,
        );
        if (!written.ok) return written;
        const [message] = written.value;
        assert(message !== undefined, 'a comment has a message');
        return ok({ message: opToMessageId(message) });
      });
    },
    close: (message, outcome) =>
      acting.commit((changes) => {
        const row = store.message(message);
        if (row === null || row.deleted) return notFound;
        const mine = row.author.kind === 'member' && row.author.member === self;
        if (!mine && !may('editPages', row)) return notAllowed('editPages');
        const op = { type: 'commentClosed', message, outcome } as const;
        const written = acting.write(channelStream(row.channel), [op], changes);
        return written.ok ? ok({}) : written;
      }),
    list(place) {
      if (!isHere(place) || !may('viewChannel', place)) return notFound;
      const canEdit = may('editPages', place);
      const views = createMessageViews(store, governance.current(), self);
      return ok({
        comments: store.comments(place, limits.commentsListed).map((row) => toView(row, views, canEdit)),
        canComment: may(sendPermission(place), place),
        canEdit,
      });
    },
  };
};
