// What this program is called and where it stands: read from its package.json. Used by the two entries alone.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Folder of package.json. */
export const ROOT = findRoot();

const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
  string,
  string
>;

/** Name and version of the package. */
export const NAME = name;
export const VERSION = version;

/** True when the program runs from a checkout, false when it was installed as a package. */
export const IS_CHECKOUT = existsSync(join(ROOT, 'tsconfig.json'));
