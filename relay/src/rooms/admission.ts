/**
 * Who may come into a room: whoever shows the token whose hash is the room's name [T14]. It is told from the head of
 * the upgrade alone, before a frame is read and without looking anything up. The token goes in
 * `Sec-WebSocket-Protocol`, where a browser's page can put it: addresses end up in logs and histories.
 */
import { type Hash, isYjsRoomText, yjsRoomName, yjsRoomPath, yjsRoomProtocol } from '@maru/sync-core';

/** The room that an upgrade asks for; null for an address that names none (one with a query names none either). */
export const roomOf = (url: string): string | null => {
  const name = url.startsWith(`${yjsRoomPath}/`) ? url.slice(yjsRoomPath.length + 1) : '';
  return isYjsRoomText(name) ? name : null;
};

/** Whether the offered subprotocols are ours and the token of that room, in this order and nothing else. */
export const opensRoom = (hash: Hash, room: string, offered: string | undefined): boolean => {
  const [protocol, token, ...others] = (offered ?? '').split(',').map((part) => part.trim());
  if (protocol !== yjsRoomProtocol || token === undefined || others.length > 0) return false;
  return isYjsRoomText(token) && yjsRoomName(hash, token) === room;
};
