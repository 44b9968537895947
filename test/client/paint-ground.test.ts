import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ColourDepth, ColourMap } from '../../src/client/colour-map.js';
import { encodeFrame } from '../../src/client/encode-frame.js';
import { Frame } from '../../src/client/frame.js';
import { paintGround } from '../../src/client/paint-ground.js';
import { Pen } from '../../src/client/pen.js';
import { SHOWN_SCREENS } from './shown-screens.js';

const FULL = { colours: 'truecolor', ascii: false } as const;

/** Parameters of each SGR of a frame. */
function coloursOf(frame: Frame, depth: ColourDepth): string[] {
  const options = { colours: new ColourMap(depth), synchronized: false, repeat: false };
  const bytes = Buffer.from(encodeFrame(null, frame, new Pen(), options)).toString();
  return bytes.split('\x1b[').flatMap((part) => /^([\d;]*)m/.exec(part)?.[1] ?? []);
}

test('no letter of any screen stands in a colour of the terminal, whose ground may be white', () => {
  for (const [name, open] of Object.entries(SHOWN_SCREENS)) {
    const frame = open().draw(80, 24, FULL);
    paintGround(frame);
    for (const depth of ['truecolor', '256', '16'] as const) {
      const colours = coloursOf(frame, depth);
      assert.not.ok(
        colours.some((colour) =>
          /(^|;)[34]9(;|$)|^0?$/.test(colour.replace(/[34]8;(5|2;\d+;\d+);\d+/g, 'x')),
        ),
        `${name}, ${depth}`,
      );
    }
  }
});

test('an empty cell is painted as well, black of the sixteen', () => {
  const frame = new Frame(3, 1);
  paintGround(frame);
  assert.equal(coloursOf(frame, '16'), ['0;37;40']);
});

test.run();
