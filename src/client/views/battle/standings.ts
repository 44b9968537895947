// Who stands where: the room's players in the order of the mode's table, worked out anew only when something may have changed;
// what everybody is called and in which colour; who is still in the round. Used by the battle's view for all that it tells.
import type { Mode } from '../../../game/mode.js';
import { MODES } from '../../../game/modes.js';
import { NOBODY } from '../../../game/things.js';
import { SEATS_MAX, TEAMS_MAX } from '../../../game/units.js';
import type { Score } from '../../../game/world.js';
import type { RoomState } from '../../../protocol/room-state.js';
import type { Look } from '../../arena/look.js';
import { seatSign } from '../../arena/text-art.js';
import { INK, seatColour } from '../../palette.js';
import type { Battle } from '../../state.js';
import { word } from '../words.js';

type Player = RoomState['players'][number];

/** The table of a battle. */
export class Standings {
  /** Best first. */
  players: readonly Player[] = [];
  /** Teams that have players, in the same order; none in a mode without teams, or where all are on one side. */
  teams: readonly number[] = [];
  readonly #look: Look;
  #room: RoomState | null = null;
  #battle: Battle | null = null;
  #revision = -1;
  #mode: Mode = MODES[0];
  #scores: readonly Score[] = [];
  /** Deaths of who is in the round, when it began; -1 for everybody else. */
  readonly #deaths = new Int32Array(SEATS_MAX).fill(-1);
  #round = 0;

  /** @param look the colours of the teams, which the player may change at any time */
  constructor(look: Look) {
    this.#look = look;
  }

  /** The mode that is played. */
  get mode(): Mode {
    return this.#mode;
  }

  /** Brings the table up to date. */
  update(room: RoomState | null, battle: Battle): void {
    const { revision, server } = battle.predictor;
    if (room === this.#room && battle === this.#battle && revision === this.#revision) return;
    if (battle !== this.#battle) this.#round = 0;
    this.#room = room;
    this.#battle = battle;
    this.#revision = revision;
    this.#scores = server.scores;
    const mode: Mode = MODES[server.options.mode];
    this.#mode = mode;
    this.players = [...(room?.players ?? [])].sort((a, b) => mode.compare(server, a.seat, b.seat));
    const teams = mode.hasTeams ? [...new Set(this.players.map(({ seat }) => server.scores[seat].team))] : [];
    this.teams = teams.length > 1 ? teams.filter((team) => team < TEAMS_MAX) : [];
    this.#watchRound(battle);
  }

  /** A player's nick; a question mark for an empty seat, a word for the mode's own enemies. */
  nickOf(seat: number): string {
    const player = this.players.find((each) => each.seat === seat);
    if (player !== undefined) return player.nick;
    const { seatsMax, enemySeats } = this.#mode;
    return enemySeats > 0 && seat >= seatsMax && seat < SEATS_MAX ? word('enemy') : '?';
  }

  /** Colour of a seat: that of its team where there are teams. */
  colourOf(seat: number): number {
    if (!this.#mode.hasTeams) return seatColour(seat & (SEATS_MAX - 1));
    return this.teamColour(this.#scores[seat]?.team ?? NOBODY);
  }

  /** What stands on a seat's tank where characters draw it, so that the table tells whose it is; empty where its colour does. */
  signOf(seat: number): string {
    return this.#look.drawing === 'pixels' ? '' : seatSign(seat);
  }

  /** Colour of a team. */
  teamColour(team: number): number {
    return this.#look.colours.teams[team] ?? INK.text;
  }

  /** How many are left in this round; -1 when its beginning was not seen. Others may be hidden, so it is known by who has
   *  died. */
  alive(): number {
    if (this.#deaths.every((deaths) => deaths < 0)) return -1;
    return this.players.filter(({ seat }) => this.#deaths[seat] === this.#scores[seat].deaths).length;
  }

  #watchRound({ predictor }: Battle): void {
    const { stage, scores } = predictor.server;
    if (stage.number !== this.#round) this.#deaths.fill(-1);
    this.#round = stage.number;
    if (stage.pause === 0) return;
    for (const { seat } of this.players)
      this.#deaths[seat] = scores[seat].turn === 0 ? scores[seat].deaths : -1;
  }
}
