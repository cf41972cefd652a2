/**
 * Credentials for coturn (`--use-auth-secret`, the TURN REST API): username = expiry in seconds ":" user, credential =
 * base64(HMAC-SHA-1(secret, username)). Made without any state; good until the expiry. The user stays the same for one
 * peer id, so that coturn's quotas hold over renewals, and tells coturn nothing that is used elsewhere.
 */
import { createHmac } from 'node:crypto';

export type IceServer = {
  readonly urls: readonly string[];
  /** Empty for STUN. */
  readonly username: string;
  readonly credential: string;
};

export type TurnConfig = {
  /** `turn:` and `turns:` addresses of one coturn, as browsers take them. */
  readonly urls: readonly string[];
  /** coturn's `static-auth-secret`. */
  readonly secret: string;
  /** How long credentials hold: an hour at most (HARDENING 9). */
  readonly lifetimeMs?: number;
};

const longestMs = 60 * 60 * 1000;
const turnPattern = /^(turns?):([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?(\?transport=(udp|tcp))?$/i;

export const isTurnUrl = (url: string): boolean => url.length <= 256 && turnPattern.test(url);

/** Where the same server answers STUN: by UDP, which `turns:` has no part in. */
const stunUrls = (urls: readonly string[]): readonly string[] => [
  ...new Set(
    urls.flatMap((url) => {
      const [, scheme = '', host = '', port = ''] = turnPattern.exec(url) ?? [];
      return scheme.toLowerCase() === 'turn' ? [`stun:${host}${port}`] : [];
    }),
  ),
];

/** What a holder of `peerId` may use from `nowMs` on; none without a TURN server. */
export const iceServersFor = (
  turn: TurnConfig | null,
  peerId: string,
  nowMs: number,
): readonly IceServer[] => {
  if (turn === null || turn.urls.length === 0) return [];
  const user = createHmac('sha256', turn.secret).update(`maru/turn\0${peerId}`).digest('hex').slice(0, 16);
  const until = Math.floor((nowMs + Math.min(turn.lifetimeMs ?? longestMs, longestMs)) / 1000);
  const username = `${until}:${user}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  const stun = stunUrls(turn.urls);
  return [
    ...(stun.length > 0 ? [{ urls: stun, username: '', credential: '' }] : []),
    { urls: turn.urls, username, credential },
  ];
};
