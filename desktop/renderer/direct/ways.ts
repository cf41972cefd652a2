/** Where and how a page may meet others: what a relay told, parsed, and what the person allows. */
import { type DirectAddress, limits } from '@maru/sync-core';

export type Ways = {
  /** Signaling servers, best first. */
  readonly signalingUrls: readonly string[];
  readonly iceServers: readonly RTCIceServer[];
  /** There is a TURN server to go through. */
  readonly relayed: boolean;
  /** Only by ways through a relay: others don't learn this machine's address. */
  readonly hidden: boolean;
  /** False: hidden, and nothing to hide behind. Nobody can be met. */
  readonly open: boolean;
};

const secure = (protocol: string): boolean => protocol === 'https:' || protocol === 'wss:';

/** A server of the relay's own kind: what is dialled by TLS doesn't send one on to plain text. */
const isSignalingUrl = (text: string, relayIsSecure: boolean): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  const known = secure(protocol) || protocol === 'http:' || protocol === 'ws:';
  return known && username === '' && password === '' && (secure(protocol) || !relayIsSecure);
};

const icePattern = /^(stuns?|turns?):([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?(\?transport=(udp|tcp))?$/i;

const toIceServers = (told: DirectAddress['iceServers']): readonly RTCIceServer[] =>
  told.slice(0, limits.iceServers).flatMap(({ urls, username, credential }) => {
    // One address that a browser can't read would make it refuse all of them.
    const sound = urls.filter((url) => icePattern.test(url));
    if (sound.length === 0) return [];
    return [username === '' ? { urls: sound } : { urls: sound, username, credential }];
  });

const isTurn = ({ urls }: RTCIceServer): boolean =>
  (Array.isArray(urls) ? urls : [urls]).some((url) => /^turns?:/i.test(url));

export const waysOf = (direct: DirectAddress, hidden: boolean): Ways => {
  const relayIsSecure = secure(URL.canParse(direct.relayUrl) ? new URL(direct.relayUrl).protocol : '');
  const iceServers = toIceServers(direct.iceServers);
  const relayed = iceServers.some(isTurn);
  return {
    signalingUrls: direct.signalingUrls.filter((url) => isSignalingUrl(url, relayIsSecure)),
    iceServers,
    relayed,
    hidden,
    open: !hidden || relayed,
  };
};

export const toRtcConfiguration = (
  { iceServers, hidden }: Ways,
  certificate: RTCCertificate,
): RTCConfiguration => ({
  iceServers: [...iceServers],
  iceTransportPolicy: hidden ? 'relay' : 'all',
  certificates: [certificate],
});
