// The one way for a view to draw the arena: with pixels where the terminal has colours, with characters where it has not.
// Called by the battle's view for each frame.
import type { World } from '../../game/world.js';
import { Canvas } from '../canvas.js';
import type { Frame } from '../frame.js';
import { drawScene } from '../scene.js';
import type { Effect } from '../state.js';
import type { ArenaBox, Camera } from './camera.js';
import type { Look } from './look.js';
import { writePadLetters } from './pad-letters.js';
import { ASCII_ART, BLOCK_ART } from './text-art.js';
import { drawTextScene } from './text-scene.js';

/** What of a battle is drawn: a world, what happens in it, who looks, and when. */
export interface ArenaPicture {
  readonly world: World;
  readonly effects: readonly Effect[];
  /** Seat of the player who looks, NOBODY for a camera that follows none. */
  readonly own: number;
  /** The clock by which effects were noted. */
  readonly nowMs: number;
}

/** Draws the arena, and keeps the pixels from frame to frame. */
export class ArenaPainter {
  readonly #canvas = new Canvas(1, 1);

  /** Draws into the cells of `box`; all else of the frame stays. */
  draw(frame: Frame, box: ArenaBox, picture: ArenaPicture, camera: Camera, look: Look): void {
    const { world, effects, own, nowMs } = picture;
    if (look.drawing !== 'pixels') {
      const { x, y, columns, rows } = box;
      const art = look.drawing === 'ascii' ? ASCII_ART : BLOCK_ART;
      drawTextScene({ frame, x, y, columns, rows, world, camera, look, art }, effects, own, nowMs);
      return;
    }
    this.#canvas.resize(box.columns, box.rows);
    drawScene(this.#canvas, world, effects, own, camera, look, nowMs);
    writePadLetters(frame, box, world, camera, look);
    this.#canvas.layInto(frame, box.x, box.y);
  }
}
