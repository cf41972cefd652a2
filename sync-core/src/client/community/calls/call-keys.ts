/**
 * Keys of sealed frames: each session has its own, given to the sessions of those who are in the call now, and to
 * nobody else (decision 0022). Whoever comes gets a key that doesn't open what was said before; when somebody
 * goes, another takes its place. What was missed is asked for. At most one message every `limits.callKeysMs`,
 * however others come and go [T14].
 */
import { bytesEqual, bytesToHex } from '../../../base/index.ts';
import {
  advanceCallKey,
  type CallKey,
  createCallKey,
  type KeyPair,
  openCallKey,
  sealCallKey,
} from '../../../crypto/index.ts';
import { type DeviceId, limits } from '../../../model/index.ts';
import type { RoomMessage } from '../../../protocol/index.ts';
import type { CallKeysView } from '../../call-views.ts';
import type { CommunityCore } from '../core.ts';

export type CallKeysMessage = Extract<RoomMessage, { readonly type: 'callKeys' }>;
type Seal = Extract<RoomMessage, { readonly type: 'call' }>['seal'];

/** Somebody else in the own call, as they said. */
export type KeyHolder = { readonly device: DeviceId; readonly session: Uint8Array; readonly seal: Seal };

export type CallKeys = {
  /** Whether this page seals: for the call that it is in, and those to come. */
  setSealing(on: boolean): void;
  begin(session: Uint8Array): void;
  end(): void;
  /** What is announced with the own part in the call. */
  announced(): Seal;
  /** Who else is in the own call now. */
  look(others: readonly KeyHolder[]): void;
  heard(from: DeviceId, message: CallKeysMessage): void;
  view(): CallKeysView;
};

export type CallKeysDeps = {
  readonly core: CommunityCore;
  readonly say: (message: CallKeysMessage) => void;
  readonly onKeys: () => void;
};

type Own = {
  readonly session: Uint8Array;
  readonly agreement: KeyPair;
  newest: CallKey;
  /** What is sealed with now: another key is given before it is used. */
  used: CallKey;
  /** Who holds the newest key. */
  readonly given: Set<string>;
};

/** One session with one agreement key: whoever begins anew is somebody new. */
const nameOf = ({ session, seal }: KeyHolder): string =>
  `${bytesToHex(session)} ${seal === null ? '' : bytesToHex(seal.agreement)}`;

export const createCallKeys = ({ core, say, onKeys }: CallKeysDeps): CallKeys => {
  const { suite, clock, community } = core;
  let sealing = false;
  let session: Uint8Array | null = null;
  let own: Own | null = null;
  let holders: ReadonlyMap<string, KeyHolder> = new Map();
  const received = new Map<string, CallKey>();
  /** Who asked, and since when whose key is missed. */
  const wantedBy = new Set<string>();
  const missedSince = new Map<string, number>();
  let lastSaidMs = Number.NEGATIVE_INFINITY;
  let cancelSaying: (() => void) | null = null;
  let cancelUse: (() => void) | null = null;

  const forget = (): void => {
    cancelSaying?.();
    cancelUse?.();
    cancelSaying = null;
    cancelUse = null;
    own = null;
    holders = new Map();
    received.clear();
    wantedBy.clear();
    missedSince.clear();
  };

  const start = (): void => {
    forget();
    if (!sealing || session === null) return;
    const first = createCallKey(suite, 0);
    const agreement = suite.agreementKeyPair(suite.random.bytes(32));
    own = { session, agreement, newest: first, used: first, given: new Set() };
  };

  /** Used once the others have had time to hear of it; until then they hear what they can open. */
  const useSoon = (mine: Own): void => {
    cancelUse ??= clock.schedule(limits.callKeyGraceMs, () => {
      cancelUse = null;
      mine.used = mine.newest;
      onKeys();
    });
  };

  const renew = (mine: Own): void => {
    const wasAlone = mine.given.size === 0;
    mine.newest = createCallKey(suite, mine.newest.generation + 1);
    mine.given.clear();
    if (wasAlone) mine.used = mine.newest;
    else useSoon(mine);
  };

  const advance = (mine: Own): void => {
    const isUsed = mine.used === mine.newest;
    mine.newest = advanceCallKey(suite, mine.newest);
    if (isUsed) mine.used = mine.newest;
  };

  /** The key that the present holders, and nobody else, may have. */
  const turn = (mine: Own): void => {
    const hasLeft = [...mine.given].some((name) => !holders.has(name));
    const hasCome = [...holders.keys()].some((name) => !mine.given.has(name));
    if (hasLeft || (hasCome && mine.newest.step >= limits.callKeySteps)) renew(mine);
    else if (hasCome && mine.given.size > 0) advance(mine);
    else return;
    onKeys();
  };

  const isMissed = (name: string, { seal }: KeyHolder): boolean => {
    const known = received.get(name);
    return seal !== null && (known === undefined || known.generation < seal.generation);
  };

  /** Whose key should have come by now; asked for again and again until it is here. */
  const wants = (): readonly KeyHolder[] => {
    const now = clock.now();
    for (const [name, holder] of holders) {
      if (!isMissed(name, holder)) missedSince.delete(name);
      else if (!missedSince.has(name)) missedSince.set(name, now);
    }
    return [...holders].flatMap(([name, holder]) => {
      if (now - (missedSince.get(name) ?? now) < limits.callKeyWantMs) return [];
      missedSince.set(name, now);
      return [holder];
    });
  };

  const speak = (): void => {
    cancelSaying = null;
    const mine = own;
    if (mine === null) return;
    turn(mine);
    const boxes = [...holders].flatMap(([name, { session: to, seal }]) => {
      if (seal === null || (mine.given.has(name) && !wantedBy.has(name))) return [];
      mine.given.add(name);
      const place = { community, session: mine.session };
      const box = sealCallKey(suite, place, mine.newest, seal.agreement);
      return box === null ? [] : [{ to, box }];
    });
    wantedBy.clear();
    const wanted = wants().map((holder) => holder.session);
    if (boxes.length > 0 || wanted.length > 0) {
      lastSaidMs = clock.now();
      say({ type: 'callKeys', session: mine.session, boxes, wants: wanted });
    }
    if (missedSince.size > 0) cancelSaying = clock.schedule(limits.callKeyWantMs, speak);
  };

  const speakSoon = (): void => {
    cancelSaying?.();
    const waitMs = lastSaidMs + limits.callKeysMs - clock.now();
    // A clock that was set back makes nobody wait longer.
    if (waitMs <= 0 || waitMs > limits.callKeysMs) speak();
    else cancelSaying = clock.schedule(waitMs, speak);
  };

  const holderOf = (from: DeviceId, { session: theirs }: CallKeysMessage) =>
    [...holders].find(([, holder]) => holder.device === from && bytesEqual(holder.session, theirs));

  return {
    setSealing(on) {
      if (sealing === on) return;
      sealing = on;
      start();
      onKeys();
    },
    begin(next) {
      session = next;
      start();
    },
    end() {
      session = null;
      forget();
      onKeys();
    },
    announced: () =>
      own && {
        agreement: own.agreement.publicKey,
        generation: own.newest.generation,
        step: own.newest.step,
      },
    look(others) {
      if (own === null) return;
      const present = new Map(
        others.filter(({ seal }) => seal !== null).map((holder) => [nameOf(holder), holder] as const),
      );
      // Who is known stays, whoever comes on top of as many as there may be.
      const stay = [...holders.keys()].filter((name) => present.has(name));
      const come = [...present.keys()].filter((name) => !holders.has(name));
      holders = new Map(
        [...stay, ...come].slice(0, limits.callKeyHolders).flatMap((name) => {
          const holder = present.get(name);
          return holder ? [[name, holder] as const] : [];
        }),
      );
      for (const name of received.keys()) if (!holders.has(name)) received.delete(name);
      for (const name of missedSince.keys()) if (!holders.has(name)) missedSince.delete(name);
      speakSoon();
    },
    heard(from, message) {
      const found = holderOf(from, message);
      if (own === null || !found) return;
      const [name] = found;
      const mine = own.session;
      if (message.wants.some((wanted) => bytesEqual(wanted, mine))) {
        wantedBy.add(name);
        speakSoon();
      }
      const box = message.boxes.find(({ to }) => bytesEqual(to, mine))?.box;
      const key = box && openCallKey(suite, { community, session: message.session }, box, own.agreement);
      if (!key) return;
      received.set(name, key);
      missedSince.delete(name);
      onKeys();
    },
    view: () => ({
      own: own?.used ?? null,
      others: [...holders].flatMap(([name, { device: of }]) => {
        const key = received.get(name);
        return key ? [{ device: of, ...key }] : [];
      }),
    }),
  };
};
