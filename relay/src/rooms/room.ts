/**
 * One room: frames that came from one are passed on to the others, unread. What stock clients need beyond that:
 *
 * A client's first frame is its question (y-websocket's sync step 1). It is put to one who knows and
 * was heard last, so that not everyone answers and not one that fell asleep; and it is held while that client is connected, to be put
 * to a later one, who may know something that the room doesn't. Answers go to all. Who was asked and goes, or says
 * nothing, may not have answered: another is asked. Whoever is alone is answered by the relay. Nothing else of any
 * frame is kept, and all of it is gone with its sender.
 */
import { yjsRoomWords } from '@maru/sync-core';
import { toSocketFrame } from '../socket/frames.ts';

export type RoomMember = {
  /** Queues a WebSocket frame. */
  push(frame: Buffer): void;
};

export type Room = {
  /** Lets a client in by its first frame. */
  join(member: RoomMember, question: Uint8Array): void;
  pass(from: RoomMember, payload: Uint8Array): void;
  leave(member: RoomMember): void;
};

type Present = {
  readonly member: RoomMember;
  /** Null where it is too long to be held. */
  readonly question: Buffer | null;
  /** Who may still owe an answer, since when, and after how many frames of the room. */
  asked: Present | null;
  askedAt: number;
  askedAfter: number;
  /** Which of the room's frames came from it last. */
  heard: number;
};

export type RoomDeps = {
  readonly now: () => number;
  readonly questionBytes: number;
  readonly answerMs: number;
  readonly silentMs: number;
};

/** As far as can be told without reading: whoever was asked has said something since. */
const isAnswered = ({ asked, askedAfter }: Present): boolean => asked === null || asked.heard > askedAfter;

const nothingMore = toSocketFrame(yjsRoomWords.nothingMore);
const whoIsHere = toSocketFrame(yjsRoomWords.whoIsHere);

export const createRoom = ({ now, questionBytes, answerMs, silentMs }: RoomDeps): Room => {
  /** In the order they came. */
  const present = new Map<RoomMember, Present>();
  let frames = 0;
  /** Not one who waits for an answer itself: whoever is answered by nothing takes the page for an empty one. */
  const knowsMore = (one: Present, than: Present): boolean => {
    const [a, b] = [isAnswered(one), isAnswered(than)];
    return a === b ? one.heard > than.heard : a;
  };
  const bestToAsk = (but: readonly (Present | null)[]): Present | null => {
    let found: Present | null = null;
    for (const one of present.values())
      if (!but.includes(one) && (found === null || knowsMore(one, found))) found = one;
    return found;
  };
  const ask = (asked: Present, asking: Present, question: Buffer): void => {
    asking.asked = asked;
    asking.askedAt = now();
    asking.askedAfter = frames;
    asked.member.push(question);
    asked.member.push(whoIsHere);
    setTimeout(() => remind(asking), silentMs).unref();
  };
  const remind = (asking: Present): void => {
    if (present.get(asking.member) === asking && !isAnswered(asking)) askAnother(asking);
  };
  const askAnother = (one: Present): void => {
    const next = bestToAsk([one, one.asked]);
    if (next && one.question) ask(next, one, one.question);
    else one.asked = null;
  };

  return {
    join(member, payload) {
      const asked = bestToAsk([]);
      const question = toSocketFrame(payload);
      const one: Present = {
        member,
        question: payload.length > questionBytes ? null : question,
        asked: null,
        askedAt: 0,
        askedAfter: 0,
        heard: ++frames,
      };
      present.set(member, one);
      if (asked === null) return member.push(nothingMore);
      if (asked.question) member.push(asked.question);
      ask(asked, one, question);
    },
    pass(from, payload) {
      const sender = present.get(from);
      if (sender) sender.heard = ++frames;
      if (present.size < 2) return;
      const frame = toSocketFrame(payload);
      for (const { member } of [...present.values()]) if (member !== from) member.push(frame);
    },
    leave(member) {
      const gone = present.get(member);
      if (!gone) return;
      present.delete(member);
      const [only] = present.values();
      if (only && present.size === 1) return only.member.push(nothingMore);
      for (const one of [...present.values()]) {
        if (one.asked !== gone) continue;
        if (!isAnswered(one) || now() - one.askedAt < answerMs) askAnother(one);
        else one.asked = null;
      }
    },
  };
};
