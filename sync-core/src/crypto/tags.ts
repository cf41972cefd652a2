/**
 * Domain separation: everything that Maru hashes, signs or authenticates starts with one of these
 * tags, so that no message can be replayed as another (HARDENING attack 2). No tag is the start of
 * another (a test holds it), so what follows a tag can't complete a different one.
 */
import { textToBytes } from '../base/index.ts';

const words = {
  community: 'maru/community',
  genesis: 'maru/genesis',
  log: 'maru/log',
  op: 'maru/op',
  envelope: 'maru/envelope',
  signature: 'maru/signature',
  body: 'maru/body',
  sealed: 'maru/sealed',
  certificate: 'maru/certificate',
  hello: 'maru/hello',
  inviteProof: 'maru/invite-proof',
  epochCommitment: 'maru/epoch-commitment',
  history: 'maru/history',
  room: 'maru/room',
  voiceOrder: 'maru/voice-order',
  callKey: 'maru/call-key',
  aside: 'maru/aside',
  link: 'maru/link',
  snapshot: 'maru/snapshot',
  report: 'maru/report',
  pairingCode: 'maru/pairing/code',
  pairingCommitment: 'maru/pairing/commitment',
  pairingTranscript: 'maru/pairing/transcript',
  pairingFrame: 'maru/pairing/frame',
  guardian: 'maru/guardian',
  yjsRoom: 'maru/yjs-room',
} as const;

type Tag = keyof typeof words;

export const tagNames = Object.keys(words) as readonly Tag[];
export const tags = Object.fromEntries(
  Object.entries(words).map(([name, word]) => [name, textToBytes(word)]),
) as { readonly [T in Tag]: Uint8Array };

/** Purposes of keys derived with HKDF: the `info` of `suite.derive`. */
export const purposes = {
  identity: 'maru/identity',
  access: 'maru/access',
  deviceSigning: 'maru/device-signing',
  deviceAgreement: 'maru/device-agreement',
  inviteSigning: 'maru/invite-signing',
  inviteAgreement: 'maru/invite-agreement',
  snapshot: 'maru/snapshot-key',
  snapshotId: 'maru/snapshot-id',
  box: 'maru/box',
  history: 'maru/history-key',
  room: 'maru/room-key',
  /** RFC 9605, 5.1: what a frame key goes forward by. */
  frameRatchet: 'SFrame 1.0 Ratchet',
  /** The person's own space: what opens it, and all that it is made of. */
  ownAccess: 'maru/own-access',
  ownNonce: 'maru/own-nonce',
  ownEpoch: 'maru/own-epoch',
  ownStream: 'maru/own-stream',
  /** Linking a device: the meeting place and what seals it, what two people compare, what the seed travels under. */
  linkAccess: 'maru/pairing-access',
  linkPlace: 'maru/pairing-place',
  linkSeal: 'maru/pairing-seal',
  linkDigits: 'maru/pairing-digits',
  linkKey: 'maru/pairing-key',
  /** Rooms for other Yjs editors: what a relay is shown, and what seals. */
  yjsRoomToken: 'maru/yjs-room-token',
  yjsRoomKey: 'maru/yjs-room-key',
} as const;
