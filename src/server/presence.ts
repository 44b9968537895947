// What somebody who has logged in is doing, for WHO and FRIENDS. Reads a player and changes nothing.
import type { Presence } from '../protocol/body-fields.js';
import type { Player } from './player.js';

/** Without a command or a key for this long somebody counts as away. */
const AWAY_MS = 300_000;

/** What somebody is doing. @param nowMs by the server's clock */
export function presenceOf({ connection, activeMs, room }: Player, nowMs: number): Presence {
  // A line that was given up is as good as down while the other end is waited for.
  if (connection?.isOpen !== true) return 'offline';
  if (nowMs - activeMs > AWAY_MS) return 'away';
  if (room === null) return 'lobby';
  return room.phase === 'battle' ? 'battle' : 'room';
}

/** Code of the room in which somebody is, where anybody may take a seat now; null where not. */
export function openRoomOf({ room }: Player): string | null {
  if (room === null || !room.options.public || room.door.password !== null) return null;
  return room.memberCount < room.options.seats ? room.code : null;
}
