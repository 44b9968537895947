// Who stands where: the room's players in the order of the mode's table, worked out anew only when something may have changed.
// Used by the battle's view for its table, its lines and the mode's own line.
import type { Mode } from '../../../game/mode.js';
import { MODES } from '../../../game/modes.js';
import type { RoomState } from '../../../protocol/messages.js';
import type { Battle } from '../../state.js';
import { word } from '../words.js';

type Player = RoomState['players'][number];

/** The table of a battle. */
export class Standings {
  /** Best first. */
  players: readonly Player[] = [];
  #room: RoomState | null = null;
  #battle: Battle | null = null;
  #revision = -1;

  /** Brings the table up to date. */
  update(room: RoomState | null, battle: Battle): void {
    const { revision } = battle.predictor;
    if (room === this.#room && battle === this.#battle && revision === this.#revision) return;
    this.#room = room;
    this.#battle = battle;
    this.#revision = revision;
    const { server } = battle.predictor;
    const mode: Mode = MODES[server.options.mode];
    this.players = [...(room?.players ?? [])].sort((a, b) => mode.compare(server, a.seat, b.seat));
  }

  /** A player's nick; a question mark for an empty seat. */
  nickOf(seat: number): string {
    return this.players.find((player) => player.seat === seat)?.nick ?? '?';
  }

  /** What the mode says of a seat: without teams, its place and the points to the next rival. */
  modeLine(battle: Battle): string {
    const { scores } = battle.predictor.server;
    const index = this.players.findIndex(({ seat }) => seat === battle.seat);
    if (index < 0) return '';
    const place = word('place', { place: index + 1, count: this.players.length });
    const rival = this.players[index === 0 ? 1 : 0];
    if (rival === undefined) return place;
    const points = Math.abs(scores[battle.seat].points - scores[rival.seat].points);
    const { nick } = rival;
    if (points === 0) return `${place}, ${word('level', { nick })}`;
    return `${place}, ${word(index === 0 ? 'ahead' : 'behind', { points, nick })}`;
  }
}
