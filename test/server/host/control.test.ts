// Where the control socket is: in the data folder, and for a long path in a folder of its owner alone.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askServer, ControlError, controlPath, openControl } from '../../../src/server/host/control.js';
import { rejection } from '../../client/within.js';

const test = suite<{ folder: string; data: string; before: string | undefined }>('server/host/control');
test.before.each((context) => {
  context.before = process.env.TMPDIR;
  context.folder = mkdtempSync(join(tmpdir(), 'tc-'));
  process.env.TMPDIR = context.folder;
  context.data = join(context.folder, 'd'.repeat(120));
  mkdirSync(context.data);
});
test.after.each(({ folder, before }) => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(folder, { recursive: true, force: true });
});

if (process.platform !== 'win32') {
  test('with a long data path it is in a folder of its owner alone, and answers there', async ({ data }) => {
    const server = await openControl(data, { ping: () => 'pong' });
    assert.is(statSync(dirname(controlPath(data))).mode & 0o777, 0o700);
    assert.is(await askServer(data, 'ping'), 'pong');
    await new Promise((resolve) => server.close(resolve));
  });

  test('a folder that others may enter, or a link in its place, is refused by both ends', async ({
    data,
    folder,
  }) => {
    const place = dirname(controlPath(data));
    chmodSync(place, 0o777);
    assert.instance(await rejection(openControl(data, {})), ControlError);
    assert.match(
      (await rejection(askServer(data, 'ping'))).message,
      /not a folder of the server's user alone/,
    );
    rmSync(place, { recursive: true });
    mkdirSync(join(folder, 'other'), { mode: 0o700 });
    symlinkSync(join(folder, 'other'), place);
    assert.instance(await rejection(openControl(data, {})), ControlError);
  });
}

test.run();
