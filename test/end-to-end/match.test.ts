// A whole match as two people play it, from the menu to the podium: real processes, real TLS on loopback, real terminals.
import * as assert from 'uvu/assert';
import { createSuite, startClient } from './two-commands.js';

const { test, ptyTest } = createSuite('end-to-end/match');

ptyTest(
  'two people make a room, join it by its code, fight to the podium, and are back in the room',
  async (context) => {
    const ada = startClient(context, 'ada', '--nick Ada');
    await ada.shows(/Create a room/);
    ada.type('\x1b[B\r');
    await ada.shows(/You are its host/);
    ada.type('\r');
    await ada.shows(/Pass this code on/);
    const code = /ROOM ([A-Z2-9]{6})/.exec(ada.screen())?.[1];
    assert.ok(code);
    const bob = startClient(context, 'bob', '--nick Bob');
    await bob.shows(/Create a room/);
    bob.type('\x1b[B\x1b[B\r');
    await bob.shows(/Code of the room/);
    bob.type(`${code.toLowerCase()}\r`);
    await bob.shows(/Ada.*host/);
    await ada.shows(/Bob/);

    // One minute instead of three, and a bot less.
    ada.type('\x1b[D');
    await ada.shows(/Bots fill up to\s+< 7 >/);
    ada.type('\x1b[B\x1b[B\x1b[D\x1b[D');
    await ada.shows(/Minutes\s+< 1 >/);
    ada.type('t');
    await ada.shows(/Say:/);
    ada.type('good luck\r');
    await bob.shows(/Ada: good luck/);
    ada.type('\r');
    await bob.shows(/The battle begins in/);
    await ada.shows(/0:5\d/);
    await bob.shows(/0:5\d/);
    ada.type('d f');
    await ada.shows(/AUTO-FIRE/);

    // Bob's client is killed; another one with his key is back in his seat.
    bob.killProgram();
    await ada.shows(/0:4\d/);
    const again = startClient(context, 'bob', '--nick Bob');
    await again.shows(/0:[34]\d/);
    await again.shows(/Bob \d/);

    await Promise.all([ada.showsWithin(/CHAMPION/, 70_000), again.showsWithin(/CHAMPION/, 70_000)]);
    assert.match(ada.screen(), /Bob/);
    await ada.shows(/Pass this code on/);
    ada.type('qy');
    await ada.shows(/Create a room/);
    await again.shows(/Bob.*you, host/);
  },
);

test.run();
