/**
 * Linking, as a conversation of two devices: the giver shows a code, the taker enters it, both show the same digits,
 * both people say so, and only then the identity travels (see `crypto/pairing`).
 *
 * A code is good for ten minutes and one meeting: who comes second, or reveals what they hadn't committed to, ends
 * it. Nothing is given before the person at the giving device has compared.
 */
import { bytesEqual } from '../../base/index.ts';
import {
  createPairingCode,
  openGift,
  type PairingGift,
  type PairingMessage,
  type PairingSecrets,
  pairingCommitment,
  pairingPlace,
  pairingSecrets,
  sealGift,
} from '../../crypto/index.ts';
import { limits } from '../../model/index.ts';
import type { ClientDeps } from '../deps.ts';
import { openPairingRoom } from './pairing-room.ts';

export type PairingEnd =
  | 'expired'
  /** One of the two people said that the digits differ, or stopped it. */
  | 'stopped'
  /** Somebody else came to the meeting, or what was said doesn't fit: as if somebody stood between. */
  | 'interfered';

export type PairingStep =
  /** `reached`: whether the relay answers. */
  | { readonly kind: 'meeting'; readonly reached: boolean }
  | { readonly kind: 'comparing'; readonly digits: string }
  /** The own person has compared; the other device hasn't gone on yet. */
  | { readonly kind: 'confirmed'; readonly digits: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'ended'; readonly why: PairingEnd };

export type Pairing = {
  readonly code: string;
  readonly relayUrl: string;
  readonly expiresAt: number;
  step(): PairingStep;
  /** The own person says that both show the same. */
  confirm(): void;
  stop(): void;
};

type Role = {
  readonly heard: (message: PairingMessage) => void;
  readonly confirmed: () => void;
};

export type PairingDeps = {
  readonly client: ClientDeps;
  readonly relayUrl: string;
  readonly changed: () => void;
};

/** What both sides have in common: the room, the clock, what is said again, and how it ends. */
const createMeeting = ({ client, relayUrl, changed }: PairingDeps, code: string) => {
  const { suite, clock } = client;
  const place = pairingPlace(suite, code);
  const expiresAt = clock.now() + limits.pairingMs;
  let step: PairingStep = { kind: 'meeting', reached: false };
  let cancelSaying: (() => void) | null = null;
  let saying: PairingMessage | null = null;
  let role: Role | null = null;

  const isOver = (): boolean => step.kind === 'done' || step.kind === 'ended';

  const go = (next: PairingStep): void => {
    step = next;
    changed();
  };

  const room = openPairingRoom({
    client,
    place,
    relayUrl,
    heard: (message) => {
      // What the other one says again, until it hears that it came.
      if (step.kind === 'done' && message.type === 'given') room.say({ type: 'taken' });
      if (isOver()) return;
      if (message.type === 'ended') finish({ kind: 'ended', why: 'stopped' }, null);
      else role?.heard(message);
    },
    reached(reached) {
      if (step.kind === 'meeting') go({ kind: 'meeting', reached });
      if (reached && saying) room.say(saying);
    },
  });

  const repeat = (): void => {
    if (saying) room.say(saying);
    cancelSaying = clock.schedule(limits.pairingSayMs, repeat);
  };

  /** Says it now and again until something else is to be said. */
  const say = (message: PairingMessage | null): void => {
    cancelSaying?.();
    saying = message;
    if (message) repeat();
  };

  const finish = (last: PairingStep, word: PairingMessage | null): void => {
    if (isOver()) return;
    cancelExpiry();
    say(null);
    if (word) room.say(word);
    // The last word has to get out, and may have to be said again.
    clock.schedule(4 * limits.pairingSayMs, () => room.close());
    go(last);
  };
  const cancelExpiry = clock.schedule(limits.pairingMs, () =>
    finish({ kind: 'ended', why: 'expired' }, { type: 'ended' }),
  );

  const compare = (secrets: PairingSecrets): void => go({ kind: 'comparing', digits: secrets.digits });

  const pairing: Pairing = {
    code,
    relayUrl,
    expiresAt,
    step: () => step,
    confirm() {
      if (step.kind !== 'comparing') return;
      go({ kind: 'confirmed', digits: step.digits });
      role?.confirmed();
    },
    stop: () => finish({ kind: 'ended', why: 'stopped' }, { type: 'ended' }),
  };
  return {
    place,
    pairing,
    say,
    /** Once, as an answer. */
    answer: room.say,
    compare,
    interfered: () => finish({ kind: 'ended', why: 'interfered' }, { type: 'ended' }),
    done: (word: PairingMessage | null) => finish({ kind: 'done' }, word),
    play(as: Role): Pairing {
      role = as;
      return pairing;
    },
  };
};

/** The device that has the identity. `given` once the other one says that it has come. */
export const createGiver = (deps: PairingDeps, gift: () => PairingGift | null): Pairing => {
  const { suite } = deps.client;
  const own = suite.agreementKeyPair(suite.random.bytes(32));
  const meeting = createMeeting(deps, createPairingCode(suite));
  let commitment: Uint8Array | null = null;
  let secrets: PairingSecrets | null = null;

  const reveal = (key: Uint8Array, nonce: Uint8Array): void => {
    if (commitment === null || secrets !== null) return;
    secrets = pairingSecrets(suite, {
      place: meeting.place,
      commitment,
      nonce,
      giverKey: own.publicKey,
      takerKey: key,
      secretKey: own.secretKey,
      own: 'giver',
    });
    if (secrets === null) {
      meeting.interfered();
      return;
    }
    meeting.say(null);
    meeting.compare(secrets);
  };

  return meeting.play({
    heard(message) {
      if (message.type === 'commit') {
        commitment ??= message.commitment;
        // One meeting: a second guest may be the one who stands between.
        if (!bytesEqual(commitment, message.commitment)) return meeting.interfered();
        if (secrets === null) meeting.say({ type: 'offer', key: own.publicKey });
      }
      if (message.type === 'reveal') reveal(message.key, message.nonce);
      if (message.type === 'taken' && meeting.pairing.step().kind === 'confirmed') meeting.done(null);
    },
    confirmed() {
      const given = gift();
      if (secrets === null || given === null) return meeting.interfered();
      meeting.say({ type: 'given', sealed: sealGift(suite, secrets.key, given) });
    },
  });
};

/** The new device. `take` gets the identity once both people have compared. */
export const createTaker = (
  deps: PairingDeps,
  code: string,
  take: (gift: PairingGift) => Promise<boolean>,
): Pairing => {
  const { suite } = deps.client;
  const own = suite.agreementKeyPair(suite.random.bytes(32));
  const nonce = suite.random.bytes(32);
  const commitment = pairingCommitment(suite, own.publicKey, nonce);
  const meeting = createMeeting(deps, code);
  let giverKey: Uint8Array | null = null;
  let secrets: PairingSecrets | null = null;
  let given: PairingGift | null = null;
  let taking = false;

  const takeIt = (): void => {
    if (given === null || taking || meeting.pairing.step().kind !== 'confirmed') return;
    taking = true;
    void take(given).then((isTaken) => {
      if (isTaken) meeting.done({ type: 'taken' });
      else meeting.pairing.stop();
    });
  };

  meeting.say({ type: 'commit', commitment });
  return meeting.play({
    heard(message) {
      if (message.type === 'offer') {
        giverKey ??= message.key;
        if (!bytesEqual(giverKey, message.key)) return meeting.interfered();
        if (secrets !== null) return;
        secrets = pairingSecrets(suite, {
          place: meeting.place,
          commitment,
          nonce,
          giverKey,
          takerKey: own.publicKey,
          secretKey: own.secretKey,
          own: 'taker',
        });
        if (secrets === null) return meeting.interfered();
        meeting.say({ type: 'reveal', key: own.publicKey, nonce });
        meeting.compare(secrets);
      }
      if (message.type === 'given' && secrets !== null && given === null) {
        given = openGift(suite, secrets.key, message.sealed);
        if (given === null) return meeting.interfered();
        takeIt();
      }
    },
    confirmed: takeIt,
  });
};
