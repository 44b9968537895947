// WHO MAY DO WHAT: one table of roles and commands. PROTOCOL 6.33 has it too, and a test plays each of its cells. Pure.

/** What somebody can be; the higher one of two can't be sent away by the lower one. */
export const ROLES = ['player', 'host', 'moderator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** How far a right reaches: not at all, within one's own room, or everywhere. */
export type Reach = 'no' | 'room' | 'server';

/** Commands that are not for everybody. */
export type GuardedCommand =
  | 'KICK'
  | 'MUTE'
  | 'BAN'
  | 'UNBAN'
  | 'BANS'
  | 'OP'
  | 'ROLES'
  | 'CLOSE'
  | 'RELOAD'
  | 'SHUTDOWN';

/** The table. */
export const RIGHTS: Readonly<Record<GuardedCommand, Readonly<Record<Role, Reach>>>> = {
  KICK: { player: 'no', host: 'room', moderator: 'server', admin: 'server' },
  MUTE: { player: 'no', host: 'no', moderator: 'server', admin: 'server' },
  BAN: { player: 'no', host: 'no', moderator: 'server', admin: 'server' },
  UNBAN: { player: 'no', host: 'no', moderator: 'server', admin: 'server' },
  BANS: { player: 'no', host: 'no', moderator: 'server', admin: 'server' },
  OP: { player: 'no', host: 'room', moderator: 'no', admin: 'server' },
  ROLES: { player: 'no', host: 'no', moderator: 'server', admin: 'server' },
  CLOSE: { player: 'no', host: 'no', moderator: 'no', admin: 'server' },
  RELOAD: { player: 'no', host: 'no', moderator: 'no', admin: 'server' },
  SHUTDOWN: { player: 'no', host: 'no', moderator: 'no', admin: 'server' },
};

/** How far somebody's right reaches who may have more roles than one. */
export function reachOf(command: GuardedCommand, roles: readonly Role[]): Reach {
  const reaches = roles.map((role) => RIGHTS[command][role]);
  if (reaches.includes('server')) return 'server';
  return reaches.includes('room') ? 'room' : 'no';
}
