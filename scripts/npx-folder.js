// What npm leaves undone when it sets up a checkout for npx. The first `npx COMMAND` links the checkout into a folder of npm's cache, lets
// the checkout prepare itself, links its commands, and writes a package.json. Two things go wrong there: whoever does not own the checkout
// may not change the mode of its commands, upon which npm gives up; and after Ctrl-C there is a link without a package.json, with which
// npx fails for ever. Where the links of the commands are there already, npm leaves them alone. So all of it is made beforehand, by
// `npm ci` for the one who runs it; for others when npx lets the checkout prepare itself. Plain JavaScript, as build.js, which calls it.
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Folders of npm's cache that link to a checkout. */
function foldersOf(cache, root, name) {
  const isLink = (folder) => {
    try {
      return realpathSync(join(folder, 'node_modules', name)) === realpathSync(root);
    } catch {
      return false;
    }
  };
  try {
    return readdirSync(join(cache, '_npx'))
      .map((entry) => join(cache, '_npx', entry))
      .filter(isLink);
  } catch {
    return [];
  }
}

/** Writes what is not there yet. @param write one call of node:fs */
function once(write) {
  try {
    write();
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

/** Completes one of them. Windows has files of npm's own making instead of links, and no modes. */
function complete(folder, root, { name, bin }) {
  if (process.platform === 'win32') return;
  const commands = join(folder, 'node_modules', '.bin');
  mkdirSync(commands, { recursive: true });
  for (const [command, file] of Object.entries(bin))
    once(() => symlinkSync(join('..', name, file), join(commands, command)));
  once(() => writeFileSync(join(folder, 'package.json'), '{}\n', { flag: 'wx' }));
  // Last, since npm goes by it.
  once(() => symlinkSync(root, join(folder, 'node_modules', name)));
}

const packageOf = (root) => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Completes npm's folder for npx, so that it works from now on, whatever happens to npm.
 *  @param root folder of the checkout
 *  @returns how to undo it when there is nothing to run, or null when this is not for npx */
export function helpNpx(root, { npm_command, npm_config_cache } = process.env) {
  if (npm_command !== 'exec' || npm_config_cache === undefined) return null;
  const { name, bin } = packageOf(root);
  const folders = foldersOf(npm_config_cache, root, name);
  for (const folder of folders) complete(folder, root, { name, bin });
  return {
    // Without its link npm begins anew the next time.
    undo() {
      for (const folder of folders) rmSync(join(folder, 'node_modules', name), { force: true });
    },
  };
}

/** Makes the folder in which `npx COMMAND` will look for the checkout, after `npm ci`.
 *  @param root folder of the checkout, as npm calls it */
export function makeNpxFolder(root, { npm_command, npm_config_cache } = process.env) {
  if (npm_command !== 'ci' || npm_config_cache === undefined) return;
  // npm's own way to call it (libnpmexec). Another name would be one that it does not look at.
  const hash = createHash('sha512').update(root).digest('hex').slice(0, 16);
  try {
    complete(join(npm_config_cache, '_npx', hash), root, packageOf(root));
  } catch {
    // Then npx makes it, and takes longer.
  }
}
